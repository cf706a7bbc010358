"""Books and exports for tests of reading back."""

ALL = ["out.vcf", "out4.vcf", "out21.vcf", "out.csv", "out.json"]


FORMATS = {"out4.vcf": "vcard4", "out21.vcf": "vcard2.1"}


SEED = 20261130
