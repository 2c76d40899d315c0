// Where this browser keeps text that is not on the server yet: one key per person, page and window.

export const PREFIX = "kb-tekst:";

export const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

/** What is kept under a key, or null when it cannot be read. */
export function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Clears everything that was kept, for whoever uses this device next. */
export function forgetAll() {
  for (const key of keys()) localStorage.removeItem(key);
}

export function forgetAtLogout(addresses) {
  document.addEventListener(
    "submit",
    (event) => {
      if (addresses.includes(new URL(event.target.action, location.href).pathname)) forgetAll();
    },
    { capture: true },
  );
}
