"""Invented sentences: frames with slots, so that unrelated texts share stock phrases and no long run of words."""

from __future__ import annotations

from random import Random

NOUNS = """anchor archive awning bakery barge barrel basin beacon bench boiler bonnet bottle boundary bracket brewery
bridge bucket budget buoy cabin cable camera canal candle canteen canvas carriage catalogue ceiling cellar chapel
charter chimney cinema circuit clinic clock coach coast cobbler college column compass contract copper corridor
costume cottage council counter courtyard cradle crane culvert curtain dairy dam depot desk district dock donkey
drain drawer drone dyke engine estate excavator factory fence ferry festival fiddle filter fishery flock foundry
fountain freight furnace gallery garage garden generator glacier granary gravel grove guild gutter hangar harbour
harvest hatchery hedge helmet heron hostel hotel ink inlet jetty kettle kiln ladder lagoon lamp lantern laundry
ledger lever library lighthouse lodge loom lorry machine mast meadow mill mine mirror moor motor mural museum nursery
oar orchard oven paddock palace pavement pier pipeline plaza plough pond pottery printer pulley pump quarry quay
railing ramp reef refinery reservoir ridge roof rope rotunda rudder runway sail sanctuary sawmill scaffold school
shelter shipyard shutter signal silo sluice spire stable stadium station statue steeple stove studio tannery tavern
terrace theatre tower trailer tram trench tunnel turbine valley vault viaduct village vineyard wagon wall warehouse
weir well wharf windmill workshop yard""".split()
ADJECTIVES = """abandoned ageing amber ancient anxious ashen awkward bare bitter bleak blue bold brick brisk broken
busy careful cheap chilly clumsy coastal cold costly cracked crooked crowded damp daring dense disused dusty eager
eastern elegant empty faded familiar faulty fierce flimsy fragile frozen gentle giant glossy grand granite grey grim
handsome hasty heavy hidden hollow humble idle inland iron ivory jagged keen large leaky lengthy lively local lonely
loose lower loyal marble massive medieval mild modern modest muddy narrow nervous noisy northern obscure oval painted
pale patient plain polished popular precious private public quiet rapid rare remote restless rickety rival rough
rural rusty sandy scarlet secret shallow shiny silent slender slippery small smooth solid southern spare stark steep
stern sturdy sudden sunken swift tall temporary tidy timber tiny tired upper urban vacant vast vivid weary western
wide windy wooden worn yellow young""".split()
VERBS = """abandoned adjusted admired altered anchored approved assembled auctioned balanced barred blocked boarded
borrowed bought braced built buried carried charted checked cleaned cleared climbed closed collected concealed
counted covered crossed damaged defended delayed delivered demolished designed discovered divided drained dragged
emptied encircled examined expanded exported feared fenced filled financed flooded followed funded gathered guarded
hauled heated hired ignored improved inherited insured inspected installed insulated leased levelled lifted loaded
locked lowered maintained mapped measured mended moved neglected noticed occupied opened ordered outlined overlooked
painted patched patrolled photographed planned planted polished praised preserved protected pulled purchased raised
rebuilt registered removed rented repaired replaced rescued restored returned rolled sealed searched secured shared
shielded shipped signed sketched sold stacked stored studied surrounded surveyed swept switched tested tightened
toured towed traced traded transferred trimmed unloaded valued visited watched welded widened""".split()
PEOPLE = """accountant apprentice architect baker beekeeper bookbinder builder butcher captain carpenter caterer clerk
conductor cook courier curator deckhand dentist diver driver economist electrician engineer farmer ferryman fisher
florist forester gardener geologist glazier grocer inspector janitor jeweller joiner judge keeper lawyer librarian
machinist mason mechanic merchant miller miner musician nurse officer optician painter pharmacist pilot plumber porter
postman potter printer professor ranger roofer sailor shepherd smith spokesman surveyor tailor teacher trader trustee
vet warden weaver welder""".split()
PLACE_ENDS = (
    "by dal den ford gard ham holm kirk lund mark mere moor ness port rick stad stow thorp vik wick worth".split()
)
STARTS = """Al Bar Bel Bren Cal Cor Dar Del Dun El Fal Fen Gar Gol Har Hol Il Jor Kal Kel Lan Lor Mar Mel Nor Ol Or
Pel Per Quil Ral Ros Sal Sel Tal Tor Ul Val Ver Wil Yar Zel""".split()
MIDDLES = """a an ar bi bra da de di do en er fi ga gi ho i in ka ki la le li lo ma mi mo na ne ni o on ra ri ro sa se
ta ti to u un va ve vi""".split()
ENDS = """ban bert dan dor dris fer gan ker lan lin man mond nar nas nell net rell ric ris ros son tan ter ton van
ver vin win""".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
STOCK = """police said on {day} that|according to a statement released on {day}|officials told reporters at the scene|
no one was available for comment|the investigation is still going on|a spokesman for the council said that|
it was not immediately clear whether|speaking on condition of anonymity|in a statement posted online on {day}|
who declined to give further details|the cause is under investigation, and|witnesses told local media that|
as first reported by local media|for the first time in more than a decade""".replace("\n", "").split("|")
FRAMES = """The {adj} {noun} in {place} was {verb} by {count} {people}s before the {noun} {verb} the {adj} {noun}.|
{person}, a {people} from {place}, {verb} the {noun} and {verb} {count} {adj} {noun}s near the {noun}.|
{stock} {count} {adj} {noun}s had been {verb} beside the {noun} of {place}.|
Behind the {adj} {noun}, {person} and {count} other {people}s {verb} a {noun} that {place} had {verb}.|
A {adj} {people} {verb} the {noun}, {stock} the {adj} {noun} stood beside {place}.|
Nobody in {place} {verb} the {noun} when {person} {verb} {count} {noun}s from the {adj} {noun}.|
{stock} the {people} {verb} a {adj} {noun} and {count} {noun}s.|
The {people}s of {place} {verb} {adj} {noun}s, while {person} {verb} the {noun} with a {adj} {noun}.|
For {count} {noun}s the {adj} {people} {verb} what {person} had {verb} at the {noun} of {place}.|
When the {noun} of {place} {verb}, {count} {people}s {verb} {adj} {noun}s and a {noun}.|
{person} {verb} that the {noun} and its {adj} {noun} would be {verb} by {count} {people}s, {stock} {place} {verb} it.|
Some {count} {noun}s, most of them {adj}, were {verb} along the {noun} between {place} and the {adj} {noun}.|
It took {person} {count} {noun}s until a {people} {verb} the {adj} {noun} of the {noun}.|
The {noun} {verb} by {person} costs {count} crowns, a {adj} sum that the {people}s of {place} {verb}.""".replace(
    "\n", ""
).split("|")
SAYINGS = [
    "We {verb} the {adj} {noun} and never {verb} a {noun} as {adj} as the one in {place}, and I say that as a {people}",
    "Nobody {verb} us about the {noun}, so we {verb} {count} {noun}s with a {adj} {noun} and "
    "hoped that the {people} {verb} it",
    "If the {noun} is {verb} again, {count} {people}s of {place} lose their {adj} {noun}, and no {noun} brings it back",
]


class Writer:
    """Writes invented sentences. The same seed writes the same ones."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def one(self, words: list[str]) -> str:
        """Return one of the words."""
        return words[int(self.random.random() * len(words))]

    def person(self) -> str:
        """Return a full name."""
        return f"{self.one(STARTS)}{self.one(MIDDLES)} {self.one(STARTS)}{self.one(MIDDLES)}{self.one(ENDS)}"

    def place(self) -> str:
        """Return the name of a town."""
        return self.one(STARTS) + self.one(MIDDLES) + self.one(PLACE_ENDS)

    def fill(self, frame: str, person: str, place: str) -> str:
        """Return a frame with its slots filled."""
        parts = frame.split("{")
        text = parts[0]
        for part in parts[1:]:
            slot, _, rest = part.partition("}")
            text += self._slot(slot, person, place) + rest
        return text

    def _slot(self, slot: str, person: str, place: str) -> str:
        match slot:
            case "noun":
                return self.one(NOUNS)
            case "adj":
                return self.one(ADJECTIVES)
            case "verb":
                return self.one(VERBS)
            case "people":
                return self.one(PEOPLE)
            case "count":
                return str(2 + int(self.random.random() ** 2 * 900))
            case "day":
                return self.one(DAYS)
            case "person":
                return person
            case "place":
                return place
            case _:
                return self.fill(self.one(STOCK), person, place)

    def sentence(self, person: str, place: str) -> str:
        """Return a sentence about somebody in some place."""
        text = self.fill(self.one(FRAMES), person, place)
        return text[0].upper() + text[1:]

    def quotation(self, place: str) -> str:
        """Return what somebody says, without marks: 20 to 30 words."""
        return self.fill(self.one(SAYINGS), "", place)

    def other_word(self, word: str) -> str | None:
        """Return another word of its kind; None for a word that has none."""
        for kind in (NOUNS, ADJECTIVES, VERBS, PEOPLE):
            if word in kind:
                return self.one(kind)
        return None
