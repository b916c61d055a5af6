/** Light or dark: as the system has it, until the reader chooses. */

const key = 'vfload-theme';
type Theme = 'light' | 'dark';

/** Files that are opened from a disk may have no storage. */
function remembered(): Theme | undefined {
  try {
    const theme = localStorage.getItem(key);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Chosen for this time, then.
  }
}

/**
 * Shows the button, which without a script would do nothing.
 *
 * @param changed - called after each change of colours
 */
export function offerTheme(changed: () => void): void {
  const button = document.getElementById('theme');
  if (button === null) return;
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = remembered();
  const current = (): Theme => chosen ?? (system.matches ? 'dark' : 'light');
  const show = (): void => {
    if (chosen !== undefined) document.documentElement.dataset['theme'] = chosen;
    button.textContent = current() === 'dark' ? 'Light theme' : 'Dark theme';
    changed();
  };
  button.addEventListener('click', () => {
    chosen = current() === 'dark' ? 'light' : 'dark';
    remember(chosen);
    show();
  });
  system.addEventListener('change', show);
  button.hidden = false;
  show();
}
