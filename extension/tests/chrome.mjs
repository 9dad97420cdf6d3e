// Drives the built extension in real Chromium: clicks the real toolbar action, looks into the closed shadow tree through the debugger.
import { launch } from '../../tests/browser/chromium.mjs';
import { built, until } from './tools.mjs';

/** @param folder the unpacked extension */
export async function startChromium({ folder = built('chrome') } = {}) {
  const browser = await launch({
    enableExtensions: [folder],
    // A PDF viewer's inner parts can be left waiting for the debugger, and the page with them.
    targetFilter: (target) => target.type() !== 'other',
  });
  const extension = await until('the extension is installed', async () => [...(await browser.extensions()).values()][0]);
  return new Chromium(browser, extension, folder);
}

class Chromium {
  name = 'Chromium';
  closedPage = 'chrome://version';
  #scripts = new Set();

  #folder;

  constructor(browser, extension, folder) {
    this.#folder = folder;
    this.browser = browser;
    this.extension = extension;
  }

  async open(url) {
    this.page ??= await this.#newPage();
    this.#scripts.clear();
    await this.page.goto(url);
    await this.page.bringToFront();
  }

  back() {
    return this.page.goBack();
  }

  async #newPage() {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 900, height: 600 });
    this.session = await page.createCDPSession();
    this.session.on('Debugger.scriptParsed', ({ url }) => this.#scripts.add(url));
    await this.session.send('Debugger.enable');
    return page;
  }

  /** The extension's scripts that ran in the page since it was opened, by file name. */
  injected() {
    const own = `chrome-extension://${this.extension.id}/`;
    return [...this.#scripts].filter((url) => url.startsWith(own)).map((url) => url.slice(own.length));
  }

  click() {
    return this.extension.triggerAction(this.page);
  }

  evaluate(script, ...args) {
    return this.page.evaluate(`(${script})(...${JSON.stringify(args)})`);
  }

  async #worker() {
    const target = await this.browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().includes(this.extension.id),
    );
    return target.worker();
  }

  async inBackground(script, ...args) {
    return (await this.#worker()).evaluate(script, ...args);
  }

  /** Ends the service worker, as Chromium does after half a minute without work. */
  async stopBackground() {
    await (await this.#worker()).close();
    await until('it has ended', () => this.browser.targets().every((target) => target.type() !== 'service_worker'));
  }

  /** Puts the extension in again over itself, as an update does. */
  async update() {
    const worker = () => this.browser.targets().find((target) => target.type() === 'service_worker');
    const old = worker();
    await this.browser.installExtension(this.#folder);
    await until('the new background is there', () => worker() && worker() !== old);
  }

  badge() {
    return this.inBackground(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.action.getBadgeText({ tabId: tab.id });
    });
  }

  title() {
    return this.inBackground(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.action.getTitle({ tabId: tab.id });
    });
  }

  shortcut() {
    return this.inBackground(async () => (await chrome.commands.getAll()).find(({ name }) => name === '_execute_action')?.shortcut);
  }

  /** The notice as a person and as a screen reader get it, or nothing where there is none. */
  async notice() {
    const tree = await this.#closedTree();
    if (!tree) return undefined;
    const status = find(tree, (node) => attribute(node, 'role') === 'status');
    const words = find(tree, (node) => attribute(node, 'class') === 'words');
    const nodes = await this.#accessible(tree);
    const lines = words?.children?.map((line) => textOf(line)) ?? [];
    if (lines.length === 0) return undefined;
    return {
      lines,
      live: status ? attribute(status, 'aria-live') : undefined,
      roles: nodes.map(({ role }) => role?.value),
      buttons: nodes.filter(({ role }) => role?.value === 'button').map(({ name }) => name.value),
      box: await this.#box(find(tree, (node) => attribute(node, 'class') === 'card')),
      html: (await this.session.send('DOM.getOuterHTML', { backendNodeId: tree.children[0].backendNodeId })).outerHTML,
    };
  }

  async #closedTree() {
    const { root } = await this.session.send('DOM.getDocument', { depth: -1, pierce: true });
    return find(root, (node) => node.shadowRootType === 'closed');
  }

  async #accessible(tree) {
    const all = [];
    for (const child of tree.children ?? []) {
      const { nodes } = await this.session.send('Accessibility.queryAXTree', { backendNodeId: child.backendNodeId });
      all.push(...nodes.filter(({ ignored }) => !ignored));
    }
    return all;
  }

  async #box(node) {
    const { quads } = await this.session.send('DOM.getContentQuads', { backendNodeId: node.backendNodeId });
    const [left, top, right, , , bottom] = quads[0];
    return { left, top, right, bottom };
  }

  /** A real mouse click on a button of the notice. */
  async press(name) {
    const tree = await this.#closedTree();
    const button = find(tree, (node) => node.nodeName === 'BUTTON' && (textOf(node) === name || attribute(node, 'aria-label') === name));
    const { left, top, right, bottom } = await this.#box(button);
    await this.page.mouse.click((left + right) / 2, (top + bottom) / 2);
  }

  async hoverNotice() {
    const { box } = await this.notice();
    await this.page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  }

  async leaveNotice() {
    await this.page.mouse.move(5, 5);
  }

  /** Presses a key in the page. */
  key(name) {
    return this.page.keyboard.press(name);
  }

  /** The words of the popup on the toolbar button; closes it. */
  async popup() {
    const root = await this.browser.target().createCDPSession();
    const find = async () => {
      const { targetInfos } = await root.send('Target.getTargets', { filter: [{}] });
      return targetInfos.find(({ url }) => url.endsWith('/closed.html'));
    };
    const { targetId } = await until('a popup', find);
    const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: true });
    const popup = root.connection().session(sessionId);
    const words = await until('its words', async () => {
      const { result } = await popup.send('Runtime.evaluate', { expression: 'document.body?.textContent.trim()' });
      return result.value;
    });
    await root.send('Target.closeTarget', { targetId });
    await until('the popup is closed', async () => !(await find()));
    await root.detach();
    return words;
  }

  ownPage(file) {
    return `chrome-extension://${this.extension.id}/${file}`;
  }

  close() {
    return this.browser.close();
  }
}

function find(node, fits) {
  if (fits(node)) return node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]) {
    const found = find(child, fits);
    if (found) return found;
  }
  return undefined;
}

function attribute(node, name) {
  const at = node.attributes?.findIndex((value, index) => index % 2 === 0 && value === name) ?? -1;
  return at < 0 ? undefined : node.attributes[at + 1];
}

function textOf(node) {
  return node.nodeValue || (node.children ?? []).map(textOf).join('');
}
