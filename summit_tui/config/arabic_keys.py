"""What the keys of a US keyboard type while the Arabic layout is switched on.

Generated from the layout ``ara``, variant ``basic``, of X.Org's xkeyboard-config 2.35.1
(``symbols/ara``, levels one and two; the MIT licence). Windows types two letters each for the four ligatures
U+FEF5, U+FEF7, U+FEF9 and U+FEFB, and is otherwise the same on letters.
"""

from __future__ import annotations

# What a key types without and with shift: on the US layout, and on the Arabic one.
ARABIC_KEYS: tuple[tuple[str, str], ...] = (
    ("`~", "\u0630\u0651"),  # thal, shadda
    ("1!", "1!"),
    ("2@", "2@"),
    ("3#", "3#"),
    ("4$", "4$"),
    ("5%", "5%"),
    ("6^", "6^"),
    ("7&", "7&"),
    ("8*", "8*"),
    ("9(", "9)"),
    ("0)", "0("),
    ("-_", "-_"),
    ("=+", "=+"),
    ("qQ", "\u0636\u064e"),  # dad, fatha
    ("wW", "\u0635\u064b"),  # sad, fathatan
    ("eE", "\u062b\u064f"),  # theh, damma
    ("rR", "\u0642\u064c"),  # qaf, dammatan
    ("tT", "\u0641\ufef9"),  # feh, lam-alef with hamza below
    ("yY", "\u063a\u0625"),  # ghain, alef with hamza below
    ("uU", "\u0639`"),  # ain
    ("iI", "\u0647\u00f7"),  # heh, division sign
    ("oO", "\u062e\u00d7"),  # khah, multiplication sign
    ("pP", "\u062d\u061b"),  # hah, semicolon
    ("[{", "\u062c<"),  # jeem
    ("]}", "\u062f>"),  # dal
    ("aA", "\u0634\u0650"),  # sheen, kasra
    ("sS", "\u0633\u064d"),  # seen, kasratan
    ("dD", "\u064a]"),  # yeh
    ("fF", "\u0628["),  # beh
    ("gG", "\u0644\ufef7"),  # lam, lam-alef with hamza above
    ("hH", "\u0627\u0623"),  # alef, alef with hamza above
    ("jJ", "\u062a\u0640"),  # teh, tatweel
    ("kK", "\u0646\u060c"),  # noon, comma
    ("lL", "\u0645/"),  # meem
    (";:", "\u0643:"),  # kaf
    ("'\"", '\u0637"'),  # tah
    ("\\|", "\\\u2026"),  # horizontal ellipsis
    ("zZ", "\u0626~"),  # yeh with hamza above
    ("xX", "\u0621\u0652"),  # hamza, sukun
    ("cC", "\u0624}"),  # waw with hamza above
    ("vV", "\u0631{"),  # reh
    ("bB", "\ufefb\ufef5"),  # lam-alef, lam-alef with madda above
    ("nN", "\u0649\u0622"),  # alef maksura, alef with madda above
    ("mM", "\u0629'"),  # teh marbuta
    (",<", "\u0648,"),  # waw
    (".>", "\u0632."),  # zain
    ("/?", "\u0638\u061f"),  # zah, question mark
)

# Keys that only some keyboards or variants have: the key left of Z with shift (on a US keyboard with
# 102 keys it types "<" and ">"), and the percent sign of the variants with Arabic-Indic digits.
OTHER_KEYS: tuple[tuple[str, str], ...] = (
    (">", "\u00a6"),  # broken bar
    ("%", "\u066a"),  # percent sign
)
