/**
 * What is wrong with a form's controls, by name, in our own words: the browser's would come in its
 * language and vanish after a moment.
 */
export function formProblems(form: HTMLFormElement): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const control of form.elements) {
    if (!isControl(control) || !control.name || control.validity.valid) continue;
    problems[control.name] = inWords(control);
  }
  return problems;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}

function inWords(control: Control): string {
  const { validity } = control;
  if (validity.valueMissing) return 'Please fill this in.';
  if (validity.typeMismatch) return 'Please enter an address like name@company.com.';
  if (validity.tooShort && 'minLength' in control)
    return `Please use at least ${control.minLength} characters.`;
  return 'Please check this.';
}
