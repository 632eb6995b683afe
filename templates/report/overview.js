/* ---- the picture ---- */
const svg = document.querySelector('.alluvial'), tip = $('tip');
if (svg) {
  const related = a => { const s = a.dataset.s, b = a.dataset.b; return b === undefined ? [a] : D.s.flatMap((x, i) => String(x[0]) === b || String(x[1]) === b ? [svg.querySelector(`[data-s="${i}"]`)] : []); };
  const show = e => { const a = e.target.closest('a'); if (!a) return; svg.querySelectorAll('.hot').forEach(x => x.classList.remove('hot')); svg.classList.add('on'); related(a).forEach(x => x && x.classList.add('hot')); tip.hidden = false; tip.textContent = a.dataset[isZh() ? 'zh' : 'en']; const r = a.getBoundingClientRect(), x = e.clientX || r.left + r.width / 2, y = e.clientY || r.top; tip.style.left = Math.max(8, Math.min(x + 14, innerWidth - tip.offsetWidth - 8)) + 'px'; tip.style.top = Math.max(8, y - tip.offsetHeight - 12) + 'px'; };
  const hide = () => { svg.classList.remove('on'); tip.hidden = true; };
  svg.addEventListener('mousemove', show); svg.addEventListener('focusin', show); svg.addEventListener('mouseleave', hide); svg.addEventListener('focusout', hide);
  addEventListener('keydown', e => { if (e.key === 'Escape') hide(); });
}
$('ask').onsubmit = e => { e.preventDefault(); location.hash = where(new URLSearchParams({ q: $('ask-q').value.trim() })); };
