/* Every page works without this file. It copies an address, warns before typed words are lost, and filters without a reload. */
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  // Copy the address of a feed
  const offerCopy = (box) => {
    const button = box.querySelector("button");
    if (!button || !navigator.clipboard) return;
    const label = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("code").textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 4000);
    });
  };

  // Ask before leaving a form that was typed into
  let typed = false;
  const guard = (event) => { if (typed) event.preventDefault(); };
  const watch = (form) => {
    form.addEventListener("input", () => {
      if (!typed) addEventListener("beforeunload", guard);
      typed = true;
    });
    form.addEventListener("submit", () => { typed = false; });
  };

  // Filters: fetch the same address that the form would open, and put its list in place
  let latest = 0;
  const spot = (element) => element && element.name && `[name="${CSS.escape(element.name)}"]` +
    (/checkbox|radio/.test(element.type) ? `[value="${CSS.escape(element.value)}"]` : "");

  const show = async (url, push) => {
    const old = document.querySelector(".with-filters");
    const mine = ++latest;
    const focus = spot(document.activeElement);
    const open = [...old.querySelectorAll("details")].map((details) => details.open);
    old.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(".with-filters");
      if (mine !== latest) return;
      if (!answer.ok || !fresh) throw new Error(answer.statusText);
      const count = fresh.querySelector("[role=status]");
      const words = count ? count.textContent : "";
      if (count) count.textContent = "";
      old.replaceWith(fresh);
      document.title = page.title;
      if (push) history.pushState({ filtered: true }, "", url);
      fresh.querySelectorAll("details").forEach((details, n) => { details.open = open[n]; });
      if (focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
      // Filled once it stands in the page, so that a screen reader says it.
      requestAnimationFrame(() => { if (count) count.textContent = words; });
      begin(fresh);
    } catch {
      location.assign(url);
    }
  };

  const address = (form) => {
    const url = new URL(form.action || location.href);
    const chosen = [...new FormData(form)].filter(([, value]) => value !== "");
    url.search = new URLSearchParams(chosen).toString();
    url.hash = "";
    return url.href;
  };

  const submitByItself = (form) => {
    if (!form.closest(".with-filters")) return;
    form.addEventListener("change", (event) => {
      if (event.target.type !== "search") show(address(form), true);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(address(form), true);
    });
  };

  const begin = (root) => {
    root.querySelectorAll("[data-copy]").forEach(offerCopy);
    root.querySelectorAll("form[data-guard]").forEach(watch);
    root.querySelectorAll("form[data-autosubmit]").forEach(submitByItself);
  };
  begin(document);

  if (document.querySelector(".with-filters [data-autosubmit]")) {
    history.replaceState({ filtered: true }, "");
    addEventListener("popstate", (event) => { if (event.state?.filtered) show(location.href, false); });
  }
})();
