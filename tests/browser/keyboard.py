"""A person at a keyboard: Tab to what is named, press, type. Nothing here touches a mouse."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FAR = 160
"""So many presses of Tab are more than any page needs."""

NAME = """() => {
  const at = document.activeElement;
  const said = at.getAttribute("aria-label") ?? [...(at.labels ?? [])].map((each) => each.textContent).join(" ");
  return (said || at.innerText || "").replace(/\\s+/g, " ").trim();
}"""

HAS_FOCUS = "node => node === document.activeElement"
GROUP_HAS_FOCUS = """node => node === document.activeElement ||
  node.type === "radio" && node.name === document.activeElement.name && node.form === document.activeElement.form"""


@dataclass(frozen=True)
class Keyboard:
    """What one can do on this page without a pointer."""

    page: Any

    def to(self, name: str) -> None:
        """Press Tab until the control of this name has the focus."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(NAME) == name:
                return
        raise AssertionError(f"Tab never comes to “{name}” on {self.page.url}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def act(self, name: str) -> None:
        """Go to a link or a button and press Enter."""
        self.to(name)
        self.press("Enter")

    def write(self, name: str, words: str) -> None:
        """Go to a field and type."""
        self.to(name)
        self.page.keyboard.type(words)

    def reach(self, control: Any) -> None:
        """Press Tab until this control has the focus."""
        self._come(control, HAS_FOCUS, key="Tab")

    def use(self, control: Any) -> None:
        """Go to this link or button and press Enter."""
        self.reach(control)
        self.press("Enter")

    def pick(self, control: Any) -> None:
        """Go to this radio button, by Tab to its group and arrows inside it, or to this checkbox."""
        self._come(control, GROUP_HAS_FOCUS, key="Tab")
        self._come(control, HAS_FOCUS, key="ArrowDown")
        if not control.is_checked():
            self.press("Space")

    def select(self, control: Any, option: str) -> None:
        """Go to this list and type the option's first words."""
        self.reach(control)
        self.page.keyboard.type(option)

    def fill(self, control: Any, words: str) -> None:
        """Go to this field, whose words Tab selects, and type over them."""
        self.reach(control)
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def _come(self, control: Any, question: str, *, key: str) -> None:
        for _ in range(FAR):
            if control.evaluate(question):
                return
            self.press(key)
        raise AssertionError(f"{key} never comes to {control} on {self.page.url}")

    def choose(self, fields: Mapping[str, Iterable[str]]) -> None:
        """Choose these radios and checkboxes by the name of their group, or type into its field."""
        for name, values in fields.items():
            for value in values:
                self._choose(name, value)

    def _choose(self, name: str, value: str) -> None:
        of_name = f"main input[name='{name}']"
        self._until(f"{of_name}:not([type='checkbox']), {of_name}[value='{value}']")
        if self._at(":not([type='radio'], [type='checkbox'])"):
            self.page.keyboard.type(value)
            return
        if self._at("[type='radio']"):
            self._until(f"[value='{value}']", key="ArrowDown")
        # An arrow has chosen what it came to; Space on a chosen radio leaves it so.
        self.press("Space")

    def _until(self, selector: str, *, key: str = "Tab") -> None:
        for _ in range(FAR):
            if self._at(selector):
                return
            self.press(key)
        raise AssertionError(f"{key} never comes to {selector} on {self.page.url}")

    def _at(self, selector: str) -> bool:
        return bool(self.page.evaluate("given => document.activeElement.matches(given)", selector))
