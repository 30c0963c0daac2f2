// Cards for terms and symbols. The page holds their texts in <template>
// elements (tools/hover_cards.py). A card comes on hover, on focus and on
// touch; it stays while the pointer is on it, and Escape closes it.
(() => {
  if (!HTMLElement.prototype.hidePopover) return; // the links still work
  const REST = 250; // ms the pointer rests before a card comes or goes
  const ACCENTS = { "^": "hat", "~": "tilde", "˜": "tilde", "¯": "bar" };
  const keyed = new Map();
  for (const one of document.querySelectorAll("template.symbol-card")) {
    for (const key of one.dataset.keys.split("|")) keyed.set(key, one);
  }
  const terms = new Map(
    [...document.querySelectorAll("template.term-card")].map((one) => [
      one.dataset.term,
      one,
    ]),
  );

  // --- which symbol a letter is ------------------------------------------
  const alone = (node) => {
    // brackets that MathJax adds around one letter mean nothing
    let all = node;
    while (all.parentElement?.localName === "mrow") {
      if (all.parentElement.childElementCount > 1) break;
      all = all.parentElement;
    }
    return all;
  };
  const place = (node) => [...node.parentElement.children].indexOf(node);
  const known = (...keys) => keyed.get(keys.find((key) => keyed.has(key)));

  /** The card of a letter in the MathML of a formula, if it has one. */
  function symbolOf(mi) {
    let letter = mi.textContent.normalize("NFKC");
    const latin = /^[A-Za-z]$/.test(letter);
    if ([...letter].length > 1) return undefined;
    if (latin && mi.hasAttribute("mathvariant")) return undefined;
    for (const [one, two] of [
      [mi.previousElementSibling, mi],
      [mi, mi.nextElementSibling],
    ]) {
      const pair = (one?.textContent ?? "") + (two?.textContent ?? "");
      if (pair.length === 2 && keyed.has(pair)) return keyed.get(pair);
    }
    let node = alone(mi);
    let parent = node.parentElement;
    if (parent.localName === "mover" && place(node) === 0) {
      const accent = ACCENTS[parent.children[1].textContent];
      if (accent) {
        letter = `${accent} ${letter}`;
        node = alone(parent);
        parent = node.parentElement;
      }
    }
    const script = /^msu[bp]/.test(parent.localName);
    if (script && letter === "T" && place(node) > 0) return known("^T");
    if (script && parent.localName !== "msup" && place(node) === 0) {
      return known(`${letter}_${parent.children[1].textContent}`, letter);
    }
    return known(letter);
  }

  /** The MathML twin of a drawn letter: both stand in the same order. */
  function twin(drawn) {
    const box = drawn.closest("mjx-container");
    const letters = [...box.querySelectorAll("mjx-mi")];
    const math = box.querySelectorAll("mjx-assistive-mml mi");
    return math.length === letters.length
      ? math[letters.indexOf(drawn)]
      : undefined;
  }

  // --- the card -------------------------------------------------------------
  const card = document.createElement("div");
  card.id = "hover-card";
  card.className = "hover-card";
  card.popover = "manual";
  let owner = null;
  let timer = 0;
  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, REST);
  };

  function hide() {
    clearTimeout(timer);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    if (card.isConnected) card.hidePopover();
  }

  function put(element, below) {
    const box = below.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = element;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(box.left, clientWidth - wide - 8);
    const fits = box.bottom + high + 8 <= clientHeight || box.top < high + 8;
    const top = fits ? box.bottom + 4 : box.top - high - 4;
    element.style.left = `${Math.max(8, left) + scrollX}px`;
    element.style.top = `${top + scrollY}px`;
  }

  async function show(element, templates) {
    clearTimeout(timer);
    if (owner === element) return;
    hide();
    owner = element;
    if (!card.isConnected) document.querySelector("main").append(card);
    card.role = element.matches("a") ? "tooltip" : "note";
    card.replaceChildren(...templates.map((t) => t.content.cloneNode(true)));
    if (element.matches("a")) element.setAttribute("aria-describedby", card.id);
    card.showPopover();
    put(card, element);
    // drawn with the page, unless the book was built without Node
    if (card.querySelector(".math:not(:has(mjx-container))")) {
      await window.MathJax?.typesetPromise?.([card]);
      if (owner === element) put(card, element);
    }
  }

  // --- who asks for one -------------------------------------------------------
  const termOf = (target) => {
    const link = target.closest?.("article a.internal[href*='#term-']");
    const found = link && terms.get(link.hash.slice(1));
    return found && [link, [found]];
  };
  const letterOf = (target) => {
    const drawn = target.closest?.("article mjx-mi");
    const math = drawn && twin(drawn);
    const found = math && symbolOf(math);
    return found && [drawn, [found]];
  };
  const asked = ({ target }) => termOf(target) ?? letterOf(target);

  let finger = false;
  addEventListener("pointerdown", (event) => {
    finger = event.pointerType !== "mouse";
    if (owner && !card.contains(event.target) && !asked(event)) hide();
  });
  addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const found = asked(event);
    if (found && found[0] === owner) clearTimeout(timer);
    else if (found) later(() => show(...found));
    else if (owner && owner !== document.activeElement) later(hide);
    else if (!owner) clearTimeout(timer);
  });
  addEventListener("focusin", (event) => {
    const found = termOf(event.target);
    if (found && event.target.matches(":focus-visible")) show(...found);
  });
  addEventListener("focusout", (event) => {
    if (event.target === owner) hide();
  });
  addEventListener("click", (event) => {
    const found = finger && asked(event);
    if (!found || found[0] === owner) return; // a second touch follows a link
    event.preventDefault();
    show(...found);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !owner) return;
    event.stopPropagation();
    hide();
  });

  // --- all symbols of a formula, for those who point with the keyboard -------
  const list = document.createElement("div");
  list.className = "hover-card symbol-list";
  list.popover = "auto"; // Escape closes it and gives the focus back
  list.role = "dialog";
  list.ariaLabel = "The symbols of this formula";
  list.tabIndex = -1;

  const symbolsOf = (formula) => [
    ...new Set(
      [...formula.querySelectorAll("mjx-assistive-mml mi")]
        .map(symbolOf)
        .filter(Boolean),
    ),
  ];

  function showList(button, templates) {
    if (!list.isConnected) document.querySelector("main").append(list);
    list.replaceChildren(...templates.map((t) => t.content.cloneNode(true)));
    list.showPopover();
    put(list, button);
    list.focus();
    if (list.querySelector(".math:not(:has(mjx-container))")) {
      window.MathJax?.typesetPromise?.([list]);
    }
  }

  async function offerLists() {
    await window.MathJax?.startup?.promise;
    for (const formula of document.querySelectorAll("article div.math")) {
      const templates = symbolsOf(formula);
      if (!templates.length) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "formula-symbols d-print-none";
      button.textContent = "Symbols of this formula";
      button.addEventListener("click", () => showList(button, templates));
      formula.after(button);
    }
  }
  addEventListener("load", offerLists);

  window.bookCards = { symbolOf };
})();
