// Who logs out leaves no text behind on this device.

import { forgetAtLogout } from "./editor/store.js";

const forms = [...document.querySelectorAll("form[data-logout]")];
forgetAtLogout(forms.map((form) => new URL(form.action, location.href).pathname));
