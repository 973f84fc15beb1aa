import { ConsultationPanel as ConsultationPanel_e15471e44005aa206896506c97442c17 } from '@/app/(payload)/_admin/consultations/ConsultationPanel'
import { NewHeading as NewHeading_b710201f2011c84f99e8841bba1a53a5 } from '@/components/admin/fields/NewHeading'
import { BookingAssistant as BookingAssistant_850b36fcadc77ca5ca5596aa0e7f527c } from '@/components/admin/consultations/BookingAssistant'
import { InstantCell as InstantCell_62d61aa9e09224647eb9d427b0fc2098 } from '@/components/admin/cells/InstantCell'
import { StateCell as StateCell_27545855fec5d2d42eb0bc3257fa6287 } from '@/components/admin/cells/StateCell'
import { StateField as StateField_5624dbfd28422d2b71144a5db4518e77 } from '@/components/admin/fields/StateField'
import { FactsField as FactsField_28da305828dba6112d197f3aa4295824 } from '@/components/admin/fields/FactsField'
import { ConsultationSave as ConsultationSave_ee2361e3cc84f09009ea9dbc3006cdad } from '@/components/admin/consultations/ConsultationSave'
import { TextCell as TextCell_e6984acbf79afca04ca2903f93f807bc } from '@/components/admin/cells/TextCell'
import { ClientPanel as ClientPanel_b3b187f927c4d2764d12af7842eb7f2c } from '@/app/(payload)/_admin/clients/ClientPanel'
import { InvitationNotice as InvitationNotice_39357e2e8f94a7df44ce9a8eb318b002 } from '@/components/admin/accounts/InvitationNotice'
import { ConsultantPanel as ConsultantPanel_b5a07f16683abc7485ee0c8d5af27e53 } from '@/app/(payload)/_admin/consultants/ConsultantPanel'
import { MoneyCell as MoneyCell_5a019413b03491d8e73d07540bfe749e } from '@/components/admin/cells/MoneyCell'
import { MoneyBeside as MoneyBeside_abd59a51ade467cdef159f432f8e56c3 } from '@/components/admin/fields/MoneyBeside'
import { PaymentPanel as PaymentPanel_442e76f062059e74cbb29ef891d2a442 } from '@/app/(payload)/_admin/payments/PaymentPanel'
import { MoneyField as MoneyField_339ecd33d5390ccecf44ac7c2ee539e7 } from '@/components/admin/fields/MoneyField'
import { LotPanel as LotPanel_5241b3c2753f984af85afc17c6d491e9 } from '@/app/(payload)/_admin/credits/LotPanel'
import { ActorCell as ActorCell_f7a00dc1bb8fb9f5ef75c6d3d24dec9d } from '@/app/(payload)/_admin/cells/ActorCell'
import { SaveOnce as SaveOnce_4b4a4656a4394d1803b0c8c9feed3450 } from '@/components/admin/ui/SaveOnce'
import { EntryPanel as EntryPanel_7dda27b4f6aa5f04a2e4916a08d4246b } from '@/app/(payload)/_admin/credits/EntryPanel'
import { WordsCell as WordsCell_6471f80c9be0ac886d78decc22cc1dcb } from '@/components/admin/cells/WordsCell'
import { MessagePanel as MessagePanel_f973de3cbc59ab35ca22da4ef08e2b71 } from '@/app/(payload)/_admin/messages/MessagePanel'
import { TemplateIntro as TemplateIntro_47dfed6fa2e50b184effeab92ed0cacb } from '@/app/(payload)/_admin/emails/TemplateIntro'
import { SourceField as SourceField_bc996745259dbb789853e55da66a7222 } from '@/components/admin/fields/SourceField'
import { TemplateWorkbench as TemplateWorkbench_4e714d81bdca344348343aca9820841d } from '@/app/(payload)/_admin/emails/TemplateWorkbench'
import { TemplateVariables as TemplateVariables_e8c1a967b8e54801db22a5a262911299 } from '@/app/(payload)/_admin/emails/TemplateVariables'
import { NoSave as NoSave_9757dcfa8e4ecfa67c247e1d40f7b2e9 } from '@/components/admin/ui/NoSave'
import { CasePanel as CasePanel_d1e7d35486036b7c4d64d1076525aabe } from '@/app/(payload)/_admin/cases/CasePanel'
import { AccountPanel as AccountPanel_7aa95c7c277c1f3bf83c3b7630b8724e } from '@/app/(payload)/_admin/staff/AccountPanel'
import { InboxPanel as InboxPanel_63d53613d0173fe228bf1bf8a5dbc1ce } from '@/app/(payload)/_admin/operations/WorkPanel'
import { OutboxPanel as OutboxPanel_63d53613d0173fe228bf1bf8a5dbc1ce } from '@/app/(payload)/_admin/operations/WorkPanel'
import { AdminIcon as AdminIcon_43ccebbe24cad1546463345662fee5cd } from '@/components/admin/brand/AdminIcon'
import { AdminLogo as AdminLogo_264b34ad43c4732ccbe38b640131fdc5 } from '@/components/admin/brand/AdminLogo'
import { BeforeLogin as BeforeLogin_921c43c034e14324aa0b3bab5945e134 } from '@/components/admin/brand/BeforeLogin'
import { NavHome as NavHome_d3c6f1c6b87d92bf3b8c13ee36bae9e3 } from '@/components/admin/brand/NavHome'
import { Dashboard as Dashboard_537e0cb72d8f201a5f0088f8f23b8cbc } from '@/app/(payload)/_admin/dashboard/Dashboard'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@/app/(payload)/_admin/consultations/ConsultationPanel#ConsultationPanel": ConsultationPanel_e15471e44005aa206896506c97442c17,
  "@/components/admin/fields/NewHeading#NewHeading": NewHeading_b710201f2011c84f99e8841bba1a53a5,
  "@/components/admin/consultations/BookingAssistant#BookingAssistant": BookingAssistant_850b36fcadc77ca5ca5596aa0e7f527c,
  "@/components/admin/cells/InstantCell#InstantCell": InstantCell_62d61aa9e09224647eb9d427b0fc2098,
  "@/components/admin/cells/StateCell#StateCell": StateCell_27545855fec5d2d42eb0bc3257fa6287,
  "@/components/admin/fields/StateField#StateField": StateField_5624dbfd28422d2b71144a5db4518e77,
  "@/components/admin/fields/FactsField#FactsField": FactsField_28da305828dba6112d197f3aa4295824,
  "@/components/admin/consultations/ConsultationSave#ConsultationSave": ConsultationSave_ee2361e3cc84f09009ea9dbc3006cdad,
  "@/components/admin/cells/TextCell#TextCell": TextCell_e6984acbf79afca04ca2903f93f807bc,
  "@/app/(payload)/_admin/clients/ClientPanel#ClientPanel": ClientPanel_b3b187f927c4d2764d12af7842eb7f2c,
  "@/components/admin/accounts/InvitationNotice#InvitationNotice": InvitationNotice_39357e2e8f94a7df44ce9a8eb318b002,
  "@/app/(payload)/_admin/consultants/ConsultantPanel#ConsultantPanel": ConsultantPanel_b5a07f16683abc7485ee0c8d5af27e53,
  "@/components/admin/cells/MoneyCell#MoneyCell": MoneyCell_5a019413b03491d8e73d07540bfe749e,
  "@/components/admin/fields/MoneyBeside#MoneyBeside": MoneyBeside_abd59a51ade467cdef159f432f8e56c3,
  "@/app/(payload)/_admin/payments/PaymentPanel#PaymentPanel": PaymentPanel_442e76f062059e74cbb29ef891d2a442,
  "@/components/admin/fields/MoneyField#MoneyField": MoneyField_339ecd33d5390ccecf44ac7c2ee539e7,
  "@/app/(payload)/_admin/credits/LotPanel#LotPanel": LotPanel_5241b3c2753f984af85afc17c6d491e9,
  "@/app/(payload)/_admin/cells/ActorCell#ActorCell": ActorCell_f7a00dc1bb8fb9f5ef75c6d3d24dec9d,
  "@/components/admin/ui/SaveOnce#SaveOnce": SaveOnce_4b4a4656a4394d1803b0c8c9feed3450,
  "@/app/(payload)/_admin/credits/EntryPanel#EntryPanel": EntryPanel_7dda27b4f6aa5f04a2e4916a08d4246b,
  "@/components/admin/cells/WordsCell#WordsCell": WordsCell_6471f80c9be0ac886d78decc22cc1dcb,
  "@/app/(payload)/_admin/messages/MessagePanel#MessagePanel": MessagePanel_f973de3cbc59ab35ca22da4ef08e2b71,
  "@/app/(payload)/_admin/emails/TemplateIntro#TemplateIntro": TemplateIntro_47dfed6fa2e50b184effeab92ed0cacb,
  "@/components/admin/fields/SourceField#SourceField": SourceField_bc996745259dbb789853e55da66a7222,
  "@/app/(payload)/_admin/emails/TemplateWorkbench#TemplateWorkbench": TemplateWorkbench_4e714d81bdca344348343aca9820841d,
  "@/app/(payload)/_admin/emails/TemplateVariables#TemplateVariables": TemplateVariables_e8c1a967b8e54801db22a5a262911299,
  "@/components/admin/ui/NoSave#NoSave": NoSave_9757dcfa8e4ecfa67c247e1d40f7b2e9,
  "@/app/(payload)/_admin/cases/CasePanel#CasePanel": CasePanel_d1e7d35486036b7c4d64d1076525aabe,
  "@/app/(payload)/_admin/staff/AccountPanel#AccountPanel": AccountPanel_7aa95c7c277c1f3bf83c3b7630b8724e,
  "@/app/(payload)/_admin/operations/WorkPanel#InboxPanel": InboxPanel_63d53613d0173fe228bf1bf8a5dbc1ce,
  "@/app/(payload)/_admin/operations/WorkPanel#OutboxPanel": OutboxPanel_63d53613d0173fe228bf1bf8a5dbc1ce,
  "@/components/admin/brand/AdminIcon#AdminIcon": AdminIcon_43ccebbe24cad1546463345662fee5cd,
  "@/components/admin/brand/AdminLogo#AdminLogo": AdminLogo_264b34ad43c4732ccbe38b640131fdc5,
  "@/components/admin/brand/BeforeLogin#BeforeLogin": BeforeLogin_921c43c034e14324aa0b3bab5945e134,
  "@/components/admin/brand/NavHome#NavHome": NavHome_d3c6f1c6b87d92bf3b8c13ee36bae9e3,
  "@/app/(payload)/_admin/dashboard/Dashboard#Dashboard": Dashboard_537e0cb72d8f201a5f0088f8f23b8cbc,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
