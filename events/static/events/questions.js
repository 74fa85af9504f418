/* Without this file every question stands in the form, and says whom it is for. With it, it waits until it is asked. */
(() => {
  "use strict";
  const follow = (form) => {
    const dependent = [...form.querySelectorAll(".field")]
      .map((field) => [field, field.querySelector("[data-shown-if]")?.dataset.shownIf])
      .filter(([, condition]) => condition);
    const isMet = (condition) => {
      const [name, value] = condition.split("=");
      const input = form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
      return Boolean(input?.checked && !input.closest(".field").hidden);
    };
    const update = () => dependent.forEach(([field, condition]) => { field.hidden = !isMet(condition); });
    form.addEventListener("change", update);
    // Going back in the browser brings the answers back after this has run.
    addEventListener("pageshow", update);
    update();
  };
  document.querySelectorAll("form.form").forEach(follow);
})();
