/* ---- figures: drawn beforehand; an address may name a section ---- */
VIEWS.figures = ({ q }) => {
  const at = q.get('at') && $('f-' + q.get('at'));
  if (at) requestAnimationFrame(() => { at.scrollIntoView(); at.focus({ preventScroll: true }); });
};
