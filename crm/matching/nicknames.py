"""Nicknames: each entry is a given name followed by its short forms, in several languages."""

from functools import cache

from crm.matching.spelling import normalize_spelling

_NAMES = """
abigail abby gail|alexander alex al sandy sasha xander lex alec|alexandra alex sandra sandy sasha lexi alexa
albert al bert bertie|alfred al alf fred freddie|alice ali|alison ali allie|amanda mandy|amelia amy millie
andrew andy drew|andreas andy andi|anthony tony ant|antonio tony toni|antonia toni|barbara barb babs barbie
bartholomew bart|benedict ben|benjamin ben benny benji|bernard bernie|bradley brad|bridget biddy bridie
caroline carrie caro|carolyn carrie|catherine cathy kate katie cat kitty|katherine kathy kate katie kat kitty
katharina kathi kate|charles charlie chuck chas|charlotte charlie lottie lotte|christian chris|christina chris
chrissy tina|christine chris chrissy tina|christopher chris kit topher|clifford cliff|constance connie
cornelius neil con|curtis curt|cynthia cindy|daniel dan danny|daniela dani|david dave davy|deborah deb debbie
dennis den|dominic dom nick|donald don donny|dorothy dot dottie dolly|douglas doug|edmund ed ted ned
edward ed eddie ted teddy ned|edwin ed|eleanor ellie nell nora|elizabeth liz lizzie beth betty eliza lisa libby
betsy|elisabeth lisa liz beth sissi|emily em millie|emma em|ernest ernie|eugene gene|evelyn evie|ezekiel zeke
florence flo florrie|frances fran frankie|francesca fran|francis frank fran|franklin frank|franziska franzi
frederick fred freddie rick|friedrich fritz fred|gabriel gabe|gabriella gabi|geoffrey geoff|jeffrey jeff|georgina
georgie gina|gerald gerry jerry|gerard gerry|gregory greg|guillermo memo|gwendolyn gwen|hannah|harold harry hal
heinrich heinz|helen nell|henry harry hank|herbert herb bert|howard howie|hugh hughie|ignacio nacho|irene rene
isaac ike zak|isabel izzy bella isa|isabella izzy bella isa|jacob jake jack|jacqueline jackie|james jim jimmy jamie
jane janie|janet jan|jason jay|jean jeanie|jennifer jen jenny jenn|jeremy jerry jez|jessica jess jessie|joan joanie
joanna jo joanne|johannes hannes jo|john jack johnny jon jonny|jonathan jon jonny nathan|joseph joe joey jo
jose pepe|josephine jo josie|joshua josh|judith judy|julia jules|julian jules|juliet jules|justin|karl charlie
kenneth ken kenny|kimberly kim|kristina kris tina|lawrence larry laurie|laurence larry laurie|leonard len lenny leo
leonardo leo|lewis lew|lillian lil lily|louis lou|louisa lou|lucas luke|lucille lucy|madeleine maddie|magdalena lena
malcolm mal|manuel manny manolo|marcus marc mark|margaret maggie meg peggy greta rita madge daisy|margarethe grete greta
maria mia|marion|martha marty|martin marty|mary molly polly mae|matthew matt matty|matthias matt|maximilian max
maxwell max|melanie mel|melissa mel missy|michael mike mick mickey mikey|michaela micki|michelle shelly|miguel mike
miranda randy|miriam mim|mitchell mitch|mohammed mohamed muhammad mohammad muhammed mehmet mo|nancy nan|natalie nat|nathan nat nate
nathaniel nat nate|nicholas nick nicky|nicolas nick nico|nicole nicky|nikolaus klaus nico|olivia liv|oliver olly ollie
pamela pam|patricia pat patty tricia trish|patrick pat paddy|paul pauly|penelope penny|peter pete|philip phil pip
phillip phil pip|phyllis phil|priscilla cilla|rachel rach|raymond ray|rebecca becky bec becca|reginald reg reggie
richard rick dick rich richie ricky|robert rob bob bobby robbie bert|roberta bobbie|roderick rod|rodney rod|roger rodge
roland rollo|ronald ron ronnie|rosemary rosie rose|rudolf rudi|russell russ|samantha sam|samuel sam sammy|sandra sandy
sarah sally sadie|sebastian seb basti|simon si|sophia sophie|stanley stan|stefan steve|stephanie steph steffi
stephen steve stevie|steven steve stevie|stuart stu|susan sue susie suzy|susanna sue susie|suzanne sue suzy|terence terry
teresa terry tess|theresa terry tess|theodore ted theo teddy|thomas tom tommy|timothy tim timmy|tobias toby tobi
valerie val|vanessa nessa|veronica ronnie vera|victor vic|victoria vicky tori vic|vincent vince vinny|virginia ginny
vivian viv|walter walt wally|wilhelm willi|wilhelmina mina minnie|william will bill billy willy liam|winifred winnie
yvonne vonnie|zachary zach zack|francisco paco pancho|dolores lola|enrique quique|guadalupe lupe|vladimir vova volodya
aleksandr sasha alex|dmitri dima|ekaterina katya|mikhail misha|natalia natasha|nikolai kolya|olga olya|sergei seryozha
tatiana tanya|yekaterina katya|giovanni gianni|giuseppe beppe pino|guglielmo memo|jp|agnieszka aga|aleksandra ola|alessandro sandro ale|alojzy lojzek|alfonso fonso poncho|amalia mali|anastasia nastya stasia
anna anya ania annie asia nan|andrei andrzej andrej andriy|antonina tonya tosia|anton toni|antoine toine|barbara basia|beatriz bea|beatrice bea
bernadette detta|boris borya|bronislaw bronek|carlos charlie litos|carmen menchu|carolina caro lina|catalina cata|cecilia ceci
cornelia conny|cristina cris tina|daniela dany|domenico mimmo|dorothea doro thea|eduardo edu lalo|edoardo edo|elena lena
eleonora nora|elisabetta betta|emanuel manu|emanuele manu|emiliano emi|ernesto neto|esperanza pera|eugenia gena|fatima fati
federico fede|felipe pipe|fernando nando fer|filippo pippo|florian flo|francesco franco ciccio cesco|francoise fanfan|gennady gena
georg schorsch|george yuri georgi giorgos yorgos|gerhard gerd|gertrude trudi gerti|grigory grisha|guadalupe lupita
guillermo guille willy|gustavo gus|hans johannes johann|hendrik henk|henryk heniek|hubert hubi|ingeborg inge
irina ira|isabella bella|ivan vanya|jacobus koos|jakub kuba|jan janek|javier javi|jerzy jurek|jesus chus chuy|joanna asia
joaquin quino chimo|johann hans|johanna hanna jo|jorge coque|jose pepe ze che|josef sepp joschi|josefa pepa|joao juca
juan juanito|julia yulia iulia giulia|jurgen jogi|karoline caro|katarzyna kasia|konstantin kostya|kristian kris
krzysztof krzysiek|larisa lara|leonid lyonya|lorenzo renzo lolo|lucia lucy chia|ludmila lyuda mila|luis lucho|luigi gigi
luiz lula|magdalena magda madzia|malgorzata gosia|manuela manu|marcelo marce|margarita rita marga|maria maryam marie mary masha
mascha marysia mimi mitzi|mariana mari|marta martha marty|mateusz mati|mathilde tilda|michal misiek|milagros mila|monika moni
nadezhda nadia nadya|natalya natasha|nikolaos nikos|nikolay kolya|nils nisse|pavel pasha|pawel pawelek|pedro perico
pier piero|pietro piero|piotr piotrek|polina polya|rafael rafa|raffaele lello|ramon moncho|roman roma|rosario charo
ruben rubi|salvatore toto turi|santiago santi|sergio checo|sofia sophia sonya zosia|stanislaw staszek|svetlana sveta
svyatoslav slava|stefania stefi|theodor theo|thorsten torsten|tomasz tomek|ulrich uli ulli|ulrike uli|urszula ula
ursula uschi|valentina valya|valeria lera vale|vasily vasya|vicente chente|victor vitya|viktoria vicky vika|vincenzo enzo
vladislav vlad slava|vyacheslav slava|waldemar waldi|walther walter|wilhelm willy|wojciech wojtek|wolfgang wolf wolfi
yaroslav yarik|yevgeny zhenya|evgeny zhenya|zbigniew zbyszek|yusuf yousef youssef josef joseph|ahmed ahmad ahmet|ali aly
hussein husain hussain|hassan hasan|abdul abdel|omar umar omer|khalid khaled halit|mustafa mostafa|ibrahim ebrahim
"""


@cache
def _variants() -> dict[str, frozenset[str]]:
    variants: dict[str, set[str]] = {}
    for names in " ".join(_NAMES.split()).split("|"):
        together = {normalize_spelling(name) for name in names.split()}
        for name in together:
            variants.setdefault(name, set()).update(together)
    return {name: frozenset(names) for name, names in variants.items()}


_NONE: frozenset[str] = frozenset()


def may_be_same_name(one: str, other: str) -> bool:
    """Whether two given names, normalised by normalize_spelling(), may be one: Ben and Benjamin, Bill and Will."""
    return other in _variants().get(one, _NONE)


def variants_of(name: str) -> frozenset[str]:
    """The other forms of a given name that is normalised by normalize_spelling()."""
    return _variants().get(name, _NONE)
