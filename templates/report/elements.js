/* The data: JSON, or compressed JSON in a long series (src/render/html/carry.rs). */
const held = document.getElementById('data'), packed = held.dataset.packed;
if (packed && !window.DecompressionStream) { document.getElementById('stale').hidden = false; document.documentElement.classList.remove('live'); return; }
function unpack() {
  const coded = atob(held.textContent), bytes = new Uint8Array(coded.length);
  for (let i = 0; i < coded.length; i++) bytes[i] = coded.charCodeAt(i);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(packed))).json();
}
const D = packed ? await unpack() : JSON.parse(held.textContent);
const $ = id => document.getElementById(id), root = document.documentElement;
const isZh = () => root.lang !== 'en', say = (zh, en) => isZh() ? zh : en;

/* ---- elements ---- */
const CTL = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
function put(node, kids) {
  for (const kid of kids.flat(Infinity)) {
    if (kid === null || kid === undefined || kid === false || kid === '') continue;
    node.append(typeof kid === 'object' ? kid : text(String(kid)));
  }
  return node;
}
function h(tag, attrs, ...kids) {
  const [name, ...classes] = tag.split('.'), node = document.createElement(name || 'span');
  if (classes.length) node.className = classes.join(' ');
  return put(set(node, attrs), kids);
}
function set(node, attrs) {
  for (const [key, value] of Object.entries(attrs || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value); else node.setAttribute(key, value === true ? '' : value);
  }
  return node;
}
const NS = 'http://www.w3.org/2000/svg';
const g = (tag, attrs, ...kids) => put(set(document.createElementNS(NS, tag), attrs), kids);
/* Text of a document: marks that turn the direction of writing are shown, not obeyed. */
function text(s) {
  if (!CTL.test(s)) return document.createTextNode(s);
  const box = document.createElement('bdi');
  for (const part of s.split(/([\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])/)) {
    if (CTL.test(part)) { const m = document.createElement('span'); m.className = 'ctl'; m.textContent = '[U+' + part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + ']'; box.append(m); }
    else if (part) box.append(part);
  }
  return box;
}
const T = (zh, en) => [h('span.z', { lang: 'zh-Hans' }, zh), h('span.e', { lang: 'en' }, en)];
const flat = s => s.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');
