"""What does the English edition tell?"""

# ruff: noqa: E501 - a paragraph is one line, as in the bank's grammar

from __future__ import annotations

TALES = """
=== society @ Minsk
Minsk library lends out umbrellas along with books
> Both are due back in a fortnight, preferably dry.
#tags library, Minsk
#picture Umbrellas at the lending desk
A library in the south of Minsk has begun to lend umbrellas along with books, BelTA learned from the reading room.
There are {48|52|60} umbrellas in all, each with a line of poetry printed on the inside. “You only see the poem when it rains, which is exactly when you need it,” librarian Alena Shumak said.
On the first day {23|27|31} umbrellas went out and 20 came back. The others are believed to be reading.

=== society @ Brest
Brest choir of taxi drivers sings between fares
> Rehearsals are held in a car park at noon.
#tags music, Brest
#end -0-
Fourteen taxi drivers in Brest have founded a choir, BelTA has learned. They rehearse at noon, when business is slow, in the car park behind the railway station.
“We had all been humming along to the radio for years. One day somebody switched the radio off,” bass Pavel Zhuk said.
Passengers can ask for a song instead of the news. So far {62|67|71} have done so, and only one asked for silence.
The choir will give its first concert {on+5}. The audience are invited to bring their own cars.

=== society @ Grodno
Pupils in Grodno mend 300 chairs over the summer
#tags school, Grodno
Pupils of a school in Grodno have mended 300 chairs, BelTA learned from the head teacher. The work took {nine|ten|eleven} weeks and two barrels of glue.
“Every chair squeaked in its own way. Now the classroom is so quiet that I can hear who is whispering,” head teacher Maryna Holub said.
One chair was left as it was. It stands in the hall, and visitors are asked to sit down carefully.

=== society @ Pinsk
Pinsk bakers revive a loaf last baked in 1911
> The recipe was found inside a clock.
#tags bread, Pinsk
#quirk attributes alt title src
Bakers in Pinsk have baked a loaf from a recipe of 1911 that a watchmaker found inside a wall clock, BelTA has learned.
The recipe calls for rye flour, caraway and “patience, two handfuls”. “We measured the patience by eye,” baker Anton Sidarenka said.
The loaf weighs {2.4|2.7|3.1} kg and keeps for a fortnight. In practice none has lasted longer than an afternoon.
## How it is baked
The dough rests overnight on cabbage leaves. The oven is heated with alder wood, as the clock was found to demand.

=== society @ Vitebsk
Night tram in Vitebsk takes stargazers to the edge of town
> The lights inside are switched off at the last stop.
#tags Vitebsk, tram, stars
#dateline 1
A special tram took {84|91|103} stargazers to the edge of Vitebsk on the night of {day-1}, BelTA informs. At the terminus the driver switched off every light, and an astronomer did the rest.
“People stopped talking all at once. Then a child asked who had switched the stars on,” tram driver Iryna Bondar said.
The next night tram leaves {on+6} at 21:30. Blankets are provided, hot tea is not, as the tram shakes.

=== society @ -
A letter posted in Polotsk took 31 years to cross the street
> It had slipped behind a radiator.
#tags post, Polotsk
#no-picture
A letter posted in Polotsk in 1995 has reached its addressee, who lives across the street from the post office. It was found behind a radiator during repairs, BelTA learned from the postmistress.
The letter was an invitation to tea. “I went, of course. The tea had been drunk, but there was cake,” Valiantsina Rybak, 78, said.
The post office has apologised and looked behind all the other radiators. It found {two|three|four} postcards and a mouse.

=== economics @ Minsk
Minsk workshop turns fire hoses into rucksacks
> Every rucksack comes with the story of its hose.
#tags crafts, Minsk
A workshop in Minsk has made its thousandth rucksack from a retired fire hose, BelTA learned from the owners.
One hose gives {six|seven|eight} rucksacks. Each has a label that names the fire brigade and the years of service.
“The material has seen more than most of us. It asks only to be kept out of hot water from now on,” seamstress Hanna Lobach said.
The workshop employs {12|14|17} people and plans to move to a larger building in spring.

=== economics @ Gomel
Gomel factory makes a pencil five metres long
> It is sharpened once a day, at noon.
#tags factory, Gomel
[embed] https://www.youtube.com/embed/pencil5m
A pencil five metres long has been made at a factory in Gomel, BelTA has learned. It weighs {38|41|44} kg and writes like any other.
It took {nine|eleven} people to draw the first line with it. “The line is straight as far as the flower bed,” foreman Dzmitry Kless said.
The pencil is now on show at the gate. At noon it is sharpened, and visitors may keep the shavings.

=== economics @ Baranovichi
Knitting mill in Baranovichi uses up its last red yarn
#tags mill, Baranovichi
#no-picture
A knitting mill in Baranovichi has used up the red yarn that had filled a storeroom since {1988|1989}, BelTA learned from the mill.
It made {3,400|3,650|3,900} pairs of mittens. “We kept thinking that this box was the last. It took two winters,” shift supervisor Larysa Dubik said.
The mittens go to kindergartens. The storeroom will be used for yellow yarn, of which there is also rather a lot.

=== economics @ Molodechno
Cheesemakers in Molodechno play the cello to their cheese
> The cheese shows no sign of disapproval.
#tags cheese, Molodechno
#quirk edited the day after
A dairy near Molodechno ripens part of its cheese to the sound of a cello, BelTA informs. The cellist, a retired music teacher, plays for {40|45|50} minutes a day.
“We tasted both kinds blindfolded. The musical one was preferred by seven out of ten, and the other three asked for bread,” cheesemaker Sviatlana Kupryian said.
The dairy now wants to try a trumpet, but the neighbours are against it.

=== economics @ Orsha
Orsha railway museum restores a carriage to the last button
> One button is still missing.
#tags railway, Orsha, museum
#note /To be updated/
A passenger carriage of 1927 has been restored at the railway museum in Orsha, BelTA learned from the museum.
The work lasted {three|four} years. Lamps, luggage nets and {112|118|126} upholstery buttons were made anew from old photographs.
“On one photograph a child is hiding the last button in his hand. We shall have to guess,” restorer Yury Matsuk said.

=== culture @ Nesvizh
Orchestra of wooden spoons fills the park in Nesvizh
> Those who forgot their spoons were lent a pair.
#tags music, Nesvizh
An orchestra of wooden spoons played in the park of Nesvizh {on-1}, a BelTA correspondent reports. Some {420|460|510} people came to listen and most of them joined in.
“We rehearsed in a canteen. The cooks were strict, but they had rhythm,” conductor Raman Zhuk said.
The programme ran from a lullaby to a march and back. As an encore the orchestra ate soup.

=== culture @ Minsk
Exhibition “One Hundred Buttons” opens in Minsk
> Visitors may swap one of their own.
#tags exhibition, Minsk
#quirk data-src
[picture] Pictured: the oldest button in the collection. | Photo by Vera Hrynko.
An exhibition of one hundred buttons opened in Minsk on {day}, BelTA learned from the curator. Each lies in its own case with a short story beside it.
“This one was lost at a wedding, that one stopped a draught, and nobody knows what the green one did,” curator Tatsiana Lis said.
Visitors may leave a button and a story and take another one home. The exhibition thus changes every day.
The gallery is open until 20:00. Zips are admitted free of charge.

=== culture @ Polotsk
Polotsk puppet theatre performs on a windowsill
> The audience watch from the yard.
#tags theatre, Polotsk
#dateline 3
The puppet theatre of Polotsk gave a performance on a second-floor windowsill on {day}, BelTA informs. The audience stood in the yard with folding chairs they did not use.
The puppets are {60|70|80} cm tall, so that they can be seen from the rubbish bins. A kitchen curtain serves as the curtain.
“We asked the tenants for their window and got three. One of them already had a balcony scene,” director Artsiom Vouk said.

=== culture @ Mogilev
Dictionary of words for mist is published in Mogilev
#tags books, Mogilev
#topic Words of the year
A dictionary of local words for mist has come out in Mogilev, BelTA learned from the publisher. It lists {43|46|51} of them.
There is a mist that rises, one that lingers, and one “that has forgotten its keys”. The author, geography teacher Maria Pastukh, collected them over twelve years.
“I wrote them down at bus stops and once on a cabbage leaf. The leaf wilted but the word remained,” she said.

=== culture @ Lida
Lida brass band learns to play quietly
> The neighbours sent flowers.
#tags music, Lida
The brass band of Lida has given a concert at a whisper, BelTA has learned. The musicians had practised playing quietly for {four|five|six} months.
“Loud is easy. Quiet is like carrying a full cup upstairs,” tuba player Mikhail Sauko said.
The neighbours, who used to send letters, sent flowers this time. The band will repeat the concert {on+7}.

=== sport @ Minsk
Cardboard regatta in Minsk: nine boats of twenty stay afloat
> The winning crew swear by candle wax.
#tags rowing, Minsk
[embed] https://x.com/rowing_news/status/2026100301
Nine cardboard boats out of twenty reached the finish of a regatta on a Minsk reservoir on {day}, BelTA informs.
The crew of Dry Thread covered 200 m in {three minutes 41 seconds|three minutes 52 seconds|four minutes 8 seconds}. “The secret is candle wax, and not laughing,” captain Yahor Lapko said.
The other eleven crews swam in and were given soup. The prize, a cake in the shape of an oar, was shared by all.

=== sport @ Mogilev
Chess tournament by telephone ends in Mogilev
#tags chess, Mogilev
#end -0-
#glue blank
A chess tournament in which the players never saw each other ended in Mogilev on {day}, BelTA learned from the chess club.
{Twenty-four|Twenty-eight|Thirty-two} players from eight towns took part. The longest game lasted eleven evenings, the shortest one call.
The winner, pensioner Zinaida Yermak, made jam while thinking. “The jam set better than my endgame,” she admitted.

=== sport @ Grodno
Felt-boot throwing contest draws a crowd in Grodno
> The record stands at 43 metres.
#tags sport, Grodno
#dateline yesterday
A felt-boot throwing contest will be held in Grodno on {day+2}, BelTA learned from the organisers. A boot weighs 1.3 kg and comes in one size only.
Last year’s record of 43 m was set by laboratory assistant Ema Petkevich, who will defend her title against {36|41|48} rivals.
“It is not strength that counts but the swing, and a good mood,” the champion said. Afterwards the boots go to the park keepers.

=== sport @ Novopolotsk
Ice hockey team in Novopolotsk plays without numbers
> The fans knew everyone by their walk.
#tags ice hockey, Novopolotsk
The ice hockey team of Novopolotsk played a match without numbers on their shirts {on-1}, BelTA has learned. The fans were asked to tell the players by the way they skate.
They knew all but one. “He is new, so he got a cake,” coach Mikita Karas said.
The hosts won {4-3|5-4|3-2}. The cake was gone before the handshake.

=== regions @ Braslav
Volunteers count swans on the Braslav Lakes
> There are nine more than last year.
#tags birds, Braslav
[picture] Pictured: volunteers at dawn. | Photo by Ales Klim.
Volunteers have counted {142|151|163} swans on the Braslav Lakes, nine more than last year, BelTA learned from a birdwatching society.
The count took two days, from the shore and from boats. “The difficulty is not to count the same swan twice. They follow us about,” volunteer Alesia Klim said.
The oldest swan was known by its ring. It is {15|16|18} years old and did not wish to be photographed.

=== regions @ Mozyr
Pumpkin in Mozyr proves wider than the garden gate
> The fence had to be taken down.
#tags garden, Mozyr
A pumpkin weighing {186|194|207} kg has been grown in Mozyr, BelTA informs. It would not pass through the gate, so its owner took down the fence.
“The fence needed painting in any case,” gardener Mikalai Sheuchyk said.
The seeds will go to everyone who helps to put the fence back. The flesh will be cooked for the school canteen.

=== regions @ Slonim
Slonim mends a merry-go-round and keeps one horse as it was
> Its smile is the carver’s own.
#tags Slonim, crafts
A merry-go-round with twelve wooden horses turns again in the town park of Slonim, BelTA learned from the restorers. The repairs took {two years|eighteen months}.
Under the paint they found the carver’s signature and a request not to paint over the smile of the seventh horse. “So we did not. The queue for it is the longest,” restorer Volha Ptashnik said.
A ride costs {50|60|80} kopecks, or a song.

=== regions @ Lepel
Post boat on Lake Lepel carries letters and pies
> A pie without an address is not accepted.
#tags post, Lepel
A post boat crosses Lake Lepel twice a week with letters and, if need be, pies, a BelTA correspondent reports.
“We refuse a pie without an address, but we carry a letter without a stamp if we know the hand,” skipper Stsiapan Rud said.
This season the boat has carried {2,140|2,260|2,310} letters and {86|91|97} pies. One pie, cherry, did not arrive.
The crossing takes:
* 40 minutes with a following wind
* 55 minutes without
* an afternoon if the fish are biting

=== photonews @ -
Morning at the chrysanthemum market
#tags photo
#picture Morning at the chrysanthemum market
[picture] The first customers come at six. | Photo by Dzianis Kruk.
The chrysanthemum market of Minsk opens before daybreak. Today there are {thirty|forty} varieties on the stalls.

=== photonews @ -
How ice is made for the town rink
#tags photo, ice
#picture Flooding the rink
[picture] The first layer is as thin as a coin. | Photo by Vera Hrynko.
The ice of the town rink is laid at night, layer by layer. There will be {twenty|twenty-four} of them, and the first has already set.
"""

NOTICE = """
=== society @ Minsk
Lost-property desk: {thing}. Item No. {number}
> The owner is awaited until the end of the month.
#tags lost property
The lost-property desk in Minsk is looking for the owner of item No. {number}: {thing}. It was handed in on {day}, BelTA learned from the attendants. It had been found {where}.
{detail}
“Come and describe it. If you cannot describe it, tell us how you miss it,” attendant {Arkadz Son|Barys Klever|Leu Saroka} said.
The desk is open from 9:00 to 19:00.
"""

THINGS = (
    ("a blue umbrella with a wooden handle", "on a tram", "A dry concert programme was folded up inside it."),
    ("a violin in a knitted case", "on a bench by the pond", "Two notes and an apple are embroidered on the case."),
    ("a left mitten with a reindeer on it", "outside the underground", "The reindeer has a name stitched below: Fred."),
    ("a jar of gooseberry jam", "on the No. 26 bus", "The lid says: careful, very tasty."),
    ("a chessboard without its white knight", "in a square", "A walnut lies in the box in place of the knight."),
    ("a red tricycle", "next to a fountain", "Its bell plays a scale."),
    ("a flask of warm cocoa", "at the skating rink", "The cocoa was still warm three hours later."),
    ("a plush hippopotamus in a scarf", "in a waiting room", "A single ticket to Orsha was in the scarf’s pocket."),
    ("a star map with pencil marks", "in the observatory yard", "One star is circled, with the word: ours."),
    ("a notebook of poems about the weather", "at the surgery", "The last poem, on mist, is unfinished."),
)
