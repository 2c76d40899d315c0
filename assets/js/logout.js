// Who logs out leaves no text behind on this device.

import { forgetAll } from "./editor/store.js";

document.querySelector("form")?.addEventListener("submit", forgetAll);
