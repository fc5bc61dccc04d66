#!/usr/bin/python3
"""Writes library/text/words/numbers.txt: the numbers up to 130 in words, in the languages
of library/text/words. The words come from CLDR's rules for spelled-out numbers, as ICU
has them, in the nominative of each gender. It needs Debian's python3-icu.

    scripts/spelled/spelled.py >library/text/words/numbers.txt
"""
import sys
import icu

LANGUAGES = "en de fr es pt it nl sv da nb fi pl cs ru el tr".split()  # zh and ja are computed
OTHER_CASES = ("genitive", "dative", "accusative", "instrumental", "locative", "ablative", "partitive", "essive",
               "translative", "inessive", "elative", "illative", "adessive", "allative", "plural", "year", "adjective-")
HIGHEST = 130


def rules(language):
    """The rule sets of a language that count: numbers in the nominative."""
    spelled = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(language))
    for i in range(spelled.getNumberOfRuleSetNames()):
        name = spelled.getRuleSetName(i)
        if not any(case in name for case in OTHER_CASES):
            spelled.setDefaultRuleSet(name)
            yield spelled


def main():
    print("# Made by scripts/spelled from CLDR's rules for spelled-out numbers (ICU %s)." % icu.ICU_VERSION)
    for language in LANGUAGES:
        words = {}
        for spelled in rules(language):
            for n in range(1, HIGHEST + 1):
                word = spelled.format(n).replace("\u00ad", "")
                if not any(c.isdigit() for c in word):
                    words.setdefault(n, []).append(word)
        print(language)
        for n, forms in sorted(words.items()):
            print(n, ", ".join(dict.fromkeys(forms)))


main()
