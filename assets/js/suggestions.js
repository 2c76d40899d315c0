// Suggestions below every search field, by the combobox pattern of WAI-ARIA. Without it the fields are plain forms.

const WAIT = 120; // Milliseconds after the last key.
const SHORTEST = 2;

let number = 0;

/** An element with these attributes and children. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class Suggestions {
  constructor(input) {
    const id = `suggesties-${(number += 1)}`;
    this.input = input;
    this.known = new Map();
    this.active = -1;
    this.options = [];
    this.list = make("div", { id, class: "kb-suggestions", role: "listbox", "aria-label": "Suggesties", hidden: "" });
    this.message = make("p", { class: "kb-visually-hidden", role: "status" });
    input.form.append(this.list, this.message);
    const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // A press on a suggestion may not take the focus from the field, which would close the list before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.input.value.trim();
    if (typed.length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.fetch(typed), WAIT);
  }

  async fetch(typed) {
    this.request = new AbortController();
    try {
      if (!this.known.has(typed)) {
        const address = `${this.input.form.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
        const response = await fetch(address, { signal: this.request.signal });
        if (!response.ok) throw new Error(response.statusText);
        this.known.set(typed, await response.json());
      }
      if (document.activeElement === this.input) this.show(this.known.get(typed).groups);
    } catch {
      // Suggestions are an extra: who gets none goes on typing.
    }
  }

  show(groups) {
    this.options = [];
    this.list.replaceChildren(...groups.map((group) => this.group(group)));
    this.mark(-1);
    if (!this.options.length) {
      this.close();
      this.message.textContent = "Geen suggesties.";
      return;
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.message.textContent = this.options.length === 1 ? "1 suggestie." : `${this.options.length} suggesties.`;
  }

  group({ label, items }) {
    const id = `${this.list.id}-${label}`.replaceAll(/\W+/g, "-");
    const heading = make("div", { id, class: "kb-suggestions__label", role: "presentation" }, label);
    return make("div", { role: "group", "aria-labelledby": id }, heading, ...items.map((item) => this.option(item)));
  }

  option({ text, detail, url }) {
    const id = `${this.list.id}-${this.options.length}`;
    const states = { id, class: "kb-suggestions__option", role: "option", "aria-selected": "false", tabindex: "-1" };
    const option = make("a", { ...states, href: url }, make("span", {}, text));
    if (detail) option.append(" ", make("span", { class: "kb-suggestions__detail" }, detail));
    this.options.push(option);
    return option;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.message.textContent = "";
    this.mark(-1);
  }

  /** Make one option the active one, -1 for none: the focus itself stays in the field. */
  mark(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (!this.isOpen) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") this.ask();
      return;
    }
    const last = this.options.length - 1;
    const moves = {
      ArrowDown: () => this.mark(this.active < last ? this.active + 1 : -1),
      ArrowUp: () => this.mark(this.active < 0 ? last : this.active - 1),
      Escape: () => this.close(),
    };
    if (this.active >= 0) {
      moves.Home = () => this.mark(0);
      moves.End = () => this.mark(last);
      moves.Enter = () => this.options[this.active].click();
    }
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }
}

for (const input of document.querySelectorAll(".kb-search__input")) new Suggestions(input);
