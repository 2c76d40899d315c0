// Who logs out leaves no text behind on this device. In the admin the addresses stand in the page, since Wagtail's menu
// makes its form later; elsewhere a form says so itself.

import { forgetAtLogout } from "./editor/store.js";

const forms = [...document.querySelectorAll("form[data-logout]")];
const stored = document.getElementById("kb-logout");
forgetAtLogout([
  ...forms.map((form) => new URL(form.action, location.href).pathname),
  ...(stored ? JSON.parse(stored.textContent) : []),
]);
