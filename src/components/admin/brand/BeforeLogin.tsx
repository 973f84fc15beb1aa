/** One line that tells a client who strayed here where to go. */
export function BeforeLogin() {
  return (
    <div className="adm-login-hint">
      <h1>Sign in to the office</h1>
      <p>
        For our team and consultants. Clients sign in to <a href="/login">the portal</a>.
      </p>
    </div>
  );
}
