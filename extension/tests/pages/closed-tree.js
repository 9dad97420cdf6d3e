// Puts a wall into a closed shadow tree, which only this script and extensions can look into: as a layer, or (`?dialog`) as a modal
// dialog; and one in the tree of another (`?nested`).
const make = (name, parent, properties = {}) => {
  const element = Object.assign(document.createElement(name), properties);
  parent.append(element);
  return element;
};

function wall(parent, modal) {
  const box = make(modal ? 'dialog' : 'div', parent);
  if (!modal) box.style.cssText = 'position: fixed; inset: 0; z-index: 1000; background: rgb(0 0 0 / 60%)';
  const inner = make('div', box);
  inner.style.cssText = 'margin: 100px auto; width: 400px; background: white';
  make('h2', inner, { textContent: 'Subscribe to continue reading' });
  make('p', inner, { textContent: 'This article is for subscribers only. Subscribe now for €1 for the first month. Cancel anytime.' });
  make('button', inner, { textContent: 'Subscribe now' });
  make('a', make('p', inner, { textContent: 'Already a subscriber? ' }), { textContent: 'Log in', href: '/login' });
  if (modal) box.showModal();
  return box;
}

const query = new URLSearchParams(location.search);

function open(id) {
  let tree = make('x-gate', document.body, { id }).attachShadow({ mode: 'closed' });
  if (query.has('nested')) tree = make('x-inner', tree).attachShadow({ mode: 'closed' });
  return wall(tree, query.has('dialog'));
}

const first = open('gate');
let late;
addEventListener('insert-late', () => {
  late = open('late-gate');
});
globalThis.isShown = () => [first, late].filter(Boolean).map((box) => box.checkVisibility());
