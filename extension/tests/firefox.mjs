// Drives the built extension in real Firefox: clicks the real toolbar button, looks into the closed shadow tree with the browser's own rights.
import { Builder, Key } from 'selenium-webdriver';
import { Options, ServiceBuilder } from 'selenium-webdriver/firefox.js';
import { built, firefox, geckodriver } from './tools.mjs';

export async function startFirefox() {
  const options = new Options().setBinary(firefox()).addArguments('-headless').setPreference('intl.locale.requested', 'en-US');
  const service = new ServiceBuilder(geckodriver()).addArguments('--allow-system-access');
  const driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build();
  const browser = new Firefox(driver);
  try {
    await browser.install();
  } catch (error) {
    await driver.quit();
    throw error;
  }
  return browser;
}

class Firefox {
  name = 'Firefox';
  closedPage = 'about:support';
  #turn = Promise.resolve();

  constructor(driver) {
    this.driver = driver;
  }

  async install() {
    this.id = await this.driver.installAddon(built('firefox'), true);
    this.button = `${this.id.replace(/[^a-z0-9_-]/gi, '_')}-BAP`;
    this.host = await this.#chrome(
      (id, button) => {
        const { CustomizableUI } = ChromeUtils.importESModule('moz-src:///browser/components/customizableui/CustomizableUI.sys.mjs');
        CustomizableUI.addWidgetToArea(button.replace(/BAP$/, 'browser-action'), CustomizableUI.AREA_NAVBAR);
        return WebExtensionPolicy.getByID(id).mozExtensionHostname;
      },
      this.id,
      this.button,
    );
  }

  /** Runs a function with the browser's own rights. One at a time: the context is the whole session's. */
  #chrome(script, ...args) {
    const turn = this.#turn.then(() => this.#inChrome(script, args));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #inChrome(script, args) {
    await this.driver.setContext('chrome');
    try {
      return await this.driver
        .executeAsyncScript(
          `const done = arguments[arguments.length - 1];
         Promise.resolve((${script})(...Array.from(arguments).slice(0, -1))).then(done, (error) => done({ thrown: String(error) }));`,
          ...args,
        )
        .then((answer) => {
          if (answer?.thrown) throw new Error(answer.thrown);
          return answer;
        });
    } finally {
      await this.driver.setContext('content');
    }
  }

  /** Runs a function in the page with the browser's own rights; it gets the page's window. */
  #inPage(script) {
    return this.#chrome(
      (source) =>
        new Promise((resolve) => {
          const manager = gBrowser.selectedBrowser.messageManager;
          const answered = ({ data }) => {
            manager.removeMessageListener('dele-test', answered);
            resolve(data);
          };
          manager.addMessageListener('dele-test', answered);
          const code = `sendAsyncMessage('dele-test', (${source})(content))`;
          manager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`, false);
        }),
      String(script),
    );
  }

  open(url) {
    return this.driver.get(url);
  }

  back() {
    return this.driver.navigate().back();
  }

  /** Puts the extension in again over itself, as an update does. */
  update() {
    return this.install();
  }

  click() {
    return this.#chrome((button) => {
      document.getElementById(button).click();
    }, this.button);
  }

  evaluate(script, ...args) {
    return this.driver.executeScript(`return (${script})(...arguments)`, ...args);
  }

  badge() {
    return this.#chrome((button) => document.getElementById(button).getAttribute('badge') ?? '', this.button);
  }

  title() {
    return this.#chrome((button) => document.getElementById(button).getAttribute('label'), this.button);
  }

  shortcut() {
    return this.#chrome((id) => {
      const key = document.querySelector(`#ext-keyset-id-${id.replace(/[^a-z0-9_-]/gi, '_')} key`);
      const modifiers = key
        .getAttribute('modifiers')
        .split(',')
        .map((name) => name[0].toUpperCase() + name.slice(1));
      return [...modifiers, key.getAttribute('key')].join('+');
    }, this.id);
  }

  /** Presses the shortcut, as the browser's window gets it from the keyboard. */
  async pressShortcut() {
    await this.driver.setContext('chrome');
    try {
      const keys = this.driver.actions().keyDown(Key.ALT).keyDown(Key.SHIFT).sendKeys('K');
      await keys.keyUp(Key.SHIFT).keyUp(Key.ALT).perform();
    } finally {
      await this.driver.setContext('content');
    }
  }

  notice() {
    return this.#inPage((window) => {
      const hosts = [...window.Document.prototype.querySelectorAll.call(window.document, 'div')];
      const root = hosts.map((host) => !host.shadowRoot && host.openOrClosedShadowRoot).find(Boolean);
      const lines = [...(root?.querySelectorAll('.words p') ?? [])].map((line) => line.textContent);
      if (lines.length === 0) return undefined;
      const { left, top, right, bottom } = root.querySelector('.card').getBoundingClientRect();
      return {
        lines,
        live: root.querySelector('[role=status]').getAttribute('aria-live'),
        roles: [...root.querySelectorAll('[role]')].map((element) => element.getAttribute('role')),
        buttons: [...root.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? button.textContent),
        box: { left, top, right, bottom },
        places: Object.fromEntries(
          [...root.querySelectorAll('button')].map((button) => {
            const { x, y, width, height } = button.getBoundingClientRect();
            return [
              button.getAttribute('aria-label') ?? button.textContent,
              { x: Math.round(x + width / 2), y: Math.round(y + height / 2) },
            ];
          }),
        ),
      };
    });
  }

  async press(name) {
    const { places } = await this.notice();
    await this.driver.actions().move(places[name]).click().perform();
  }

  async hoverNotice() {
    const { box } = await this.notice();
    await this.driver
      .actions()
      .move({ x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) })
      .perform();
  }

  async leaveNotice() {
    await this.driver.actions().move({ x: 5, y: 5 }).perform();
  }

  key(name) {
    return this.driver.actions().sendKeys(Key[name.toUpperCase()]).perform();
  }

  /** The words of the popup on the toolbar button; closes it. */
  async popup() {
    return this.#chrome(async () => {
      const wait = async (what, ask) => {
        for (let tries = 0; tries < 100; tries += 1) {
          const answer = await ask();
          if (answer) return answer;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error(`waited in vain: ${what}`);
      };
      const open = () =>
        [...document.querySelectorAll('browser.webextension-popup-browser')].find(
          (popup) => popup.closest('panel')?.state === 'open' && popup.currentURI?.spec.endsWith('/closed.html'),
        );
      const popup = await wait('a popup', open);
      let words = '';
      popup.messageManager.addMessageListener('dele-test', ({ data }) => {
        words = data;
      });
      const code = `sendAsyncMessage('dele-test', content.document.body.textContent.trim())`;
      await wait('its words', () => {
        popup.messageManager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(code)}`, false);
        return words;
      });
      popup.closest('panel').hidePopup();
      await wait('the popup is closed', () => !open());
      return words;
    });
  }

  ownPage(file) {
    return `moz-extension://${this.host}/${file}`;
  }

  close() {
    return this.driver.quit();
  }
}
