// Stands in for sanitize-html (250 kB) inside the widget bundle: labels are
// shown as plain text, never as HTML, so escaping is all that is needed.
export default function escapeAll(text) {
  return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
escapeAll.defaults = { allowedTags: [], allowedAttributes: {} };
