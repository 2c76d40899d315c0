// Marks in the table of contents which section the reader is at. Without it the contents work all the same.

const links = new Map([...document.querySelectorAll(".kb-toc__link")].map((link) => [link.hash.slice(1), link]));
const headings = [...links.keys()].map((name) => document.getElementById(name)).filter(Boolean);

/** The last heading above the upper third of the window: that is where people read. */
function markCurrent() {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
  const current = passed.at(-1)?.id;
  for (const [name, link] of links) {
    if (name === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

const observer = new IntersectionObserver(markCurrent, { rootMargin: "0px 0px -66% 0px" });
headings.forEach((heading) => observer.observe(heading));
markCurrent();
