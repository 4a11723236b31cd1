"""What does the German edition tell?"""

# ruff: noqa: E501 - a paragraph is one line, as in the bank's grammar

from __future__ import annotations

TALES = """
=== society @ Minsk
Bibliothek in Minsk verleiht Wollsocken zum Lesen
> Zurückgegeben werden sie zusammen mit dem Buch.
#tags Bibliothek, Minsk
#picture Socken an der Ausleihe
Eine Bibliothek im Süden von Minsk verleiht seit dem {day} Wollsocken, wie die BelTA berichtet. Wer ein Buch ausleiht, bekommt auf Wunsch ein Paar dazu.
In der Sammlung liegen {48|52|60} Paare, keines gleicht dem anderen. „Ein Buch wärmt das Herz, an die Füße hat bisher niemand gedacht“, sagte die Bibliothekarin Alena Schumak.
Am ersten Tag wurden {23|27|31} Paare ausgeliehen. Zwei kamen noch am Abend zurück, ihre Leser hatten das Buch in einem Zug beendet.

=== society @ Brest
Chor der Taxifahrer probt in Brest auf dem Parkplatz
> Wer mitfährt, darf sich ein Lied wünschen.
#tags Musik, Brest
Vierzehn Taxifahrer haben in Brest einen Chor gegründet. Sie proben mittags auf dem Parkplatz hinter dem Bahnhof, teilte der Chorleiter der BelTA mit.
„Jahrelang haben wir mit dem Radio gesummt. Eines Tages hat jemand das Radio ausgeschaltet“, erzählt der Bassist Pawel Schuk.
Fahrgäste können sich statt der Nachrichten ein Lied wünschen. Bisher taten das {62|67|71} von ihnen, nur einer bat um Stille.
Das erste Konzert findet {on+5} statt.

=== society @ Grodno
Brücke in Grodno bekommt ihre alten Laternen zurück
#tags Grodno, Laternen
#dateline 1
Zwölf gusseiserne Laternen leuchten seit dem Abend des {day-1} wieder auf der alten Brücke in Grodno. Die Arbeiten dauerten {fünf|sechs|sieben} Monate, wie die BelTA erfuhr.
Unter der Farbe fanden die Handwerker elf ältere Schichten, alle grün. „Das Glas mussten wir neu blasen lassen, so etwas stellt niemand mehr her“, berichtet Meister Stanislau Woitech.
Um die Laternen kümmert sich der Brückenwart. Er füttert dort auch die Enten.

=== society @ Witebsk
Nachttram bringt Sternfreunde an den Stadtrand von Witebsk
> An der Endstation geht das Licht aus.
#tags Witebsk, Sterne
#note /Wird ergänzt/
Eine Sonderbahn hat in der Nacht {84|91|103} Sternfreunde an den Stadtrand von Witebsk gebracht. An der Endstation schaltete der Fahrer alle Lampen aus, meldet die BelTA.
„Auf einmal wurde es ganz still. Dann fragte ein Kind, wer die Sterne angemacht hat“, erinnert sich die Fahrerin Irina Bondar.
Die nächste Nachttram fährt {on+6} um 21.30 Uhr. Decken liegen bereit.

=== society @ Pinsk
Bäcker in Pinsk backen Brot nach einem Rezept aus der Wanduhr
> Verlangt werden Roggenmehl, Kümmel und zwei Handvoll Geduld.
#tags Brot, Pinsk
#quirk attributes alt title src
Ein Uhrmacher hat in Pinsk beim Reinigen einer Wanduhr ein Brotrezept aus dem Jahr 1911 gefunden. Nun backen es die Bäcker der Stadt nach, wie die BelTA berichtet.
Das Rezept verlangt Roggenmehl, Kümmel und „zwei Handvoll Geduld“. „Die Geduld haben wir nach Augenmaß abgewogen“, sagte der Bäcker Anton Sidarenka.
Das Brot wiegt {2,4|2,7|3,1} kg und hält sich zwei Wochen. In der Praxis hielt noch keines länger als einen Nachmittag.
## So wird gebacken
Der Teig ruht über Nacht auf Kohlblättern. Der Ofen wird mit Erlenholz geheizt.

=== society @ -
Brief braucht 31 Jahre von einer Straßenseite zur anderen
> Er lag hinter einem Heizkörper.
#tags Post, Polozk
#no-picture
Ein Brief, der 1995 in Polozk eingeworfen wurde, hat seine Empfängerin erreicht. Sie wohnt gegenüber dem Postamt. Gefunden wurde er bei Bauarbeiten hinter einem Heizkörper, teilte die Post der BelTA mit.
Der Umschlag enthielt eine Einladung zum Tee. „Ich bin natürlich hingegangen. Der Tee war ausgetrunken, aber es gab Kuchen“, erzählt die 78-jährige Walentina Rybak.
Das Postamt hat sich entschuldigt und auch hinter den anderen Heizkörpern nachgesehen. Dort lagen {zwei|drei|vier} Postkarten und eine Haselnuss.

=== society @ Gomel
Briefkasten in Gomel bedankt sich für jede Karte
> Rechnungen nimmt er schweigend entgegen.
#tags Post, Gomel
#dateline 3
Ein Briefkasten, der „Danke“ sagt, hängt seit dem {day} in der Innenstadt von Gomel. Schon am ersten Tag bedankte er sich {86|94|108} Mal, meldet die BelTA.
Kinder kamen mehrmals und warfen Zeichnungen ein. Die Post verteilt sie nun in der Nachbarschaft. „Die Stimme gehört unserer Sortiererin. Inzwischen grüßt sie zurück“, sagte Amtsleiter Pawel Kriwko.
Ein zweiter Kasten ist bestellt. Er soll an Feiertagen singen.

=== economics @ Minsk
Werkstatt in Minsk näht Rucksäcke aus Feuerwehrschläuchen
> Jeder Rucksack erzählt, wo er gelöscht hat.
#tags Handwerk, Minsk
Eine Werkstatt in Minsk hat ihren tausendsten Rucksack aus einem ausgedienten Feuerwehrschlauch genäht. Das teilten die Inhaber der BelTA mit.
Ein Schlauch ergibt {sechs|sieben|acht} Rucksäcke. Auf dem Etikett stehen die Wache und die Dienstjahre.
„Das Material hat mehr erlebt als wir alle“, sagte die Näherin Hanna Lobatsch. Im Frühjahr zieht die Werkstatt mit ihren {12|14|17} Mitarbeitern in ein größeres Haus.

=== economics @ Gomel
Fabrik in Gomel baut einen fünf Meter langen Bleistift
> Gespitzt wird jeden Tag um zwölf.
#tags Fabrik, Gomel
[embed] https://www.youtube.com/embed/bleistift5m
Einen Bleistift von fünf Metern Länge hat eine Fabrik in Gomel hergestellt. Er wiegt {38|41|44} kg und schreibt wie jeder andere, wie die BelTA berichtet.
Den ersten Strich zogen {neun|elf} Menschen gemeinsam. „Bis zum Blumenbeet ist er gerade“, sagte Vorarbeiter Dmitri Kless.
Der Bleistift steht nun am Werkstor. Die Späne dürfen die Besucher behalten.

=== economics @ Baranowitschi
Strickerei in Baranowitschi verbraucht ihr letztes rotes Garn
#tags Strickerei, Baranowitschi
#quirk edited the day after
Eine Strickerei in Baranowitschi hat das rote Garn verbraucht, das seit {1988|1989} ein ganzes Lager füllte. Daraus entstanden {3400|3650|3900} Paar Fäustlinge, teilte der Betrieb der BelTA mit.
„Bei jeder Kiste dachten wir, es sei die letzte. Das ging zwei Winter lang“, sagte Schichtleiterin Larissa Dubik.
Die Fäustlinge gehen an Kindergärten. Im Lager liegt jetzt gelbes Garn, davon gibt es ebenfalls reichlich.

=== economics @ Molodetschno
Käserei bei Molodetschno spielt ihrem Käse Cello vor
> Sieben von zehn Kostproben gingen an die Musik.
#tags Käse, Molodetschno
#dateline 4
In einer Käserei bei Molodetschno reift ein Teil der Laibe bei Cellomusik. Täglich spielt ein pensionierter Musiklehrer {40|45|50} Minuten lang, wie die BelTA berichtet.
„Wir haben mit verbundenen Augen gekostet. Sieben von zehn wählten den musikalischen Käse, drei baten um Brot“, sagte die Käserin Swetlana Kuprijan.
Als Nächstes möchte die Käserei eine Trompete ausprobieren. Die Nachbarn sind dagegen.

=== economics @ Slutsk
Imker aus Slutsk zählen die Blüten in einem Löffel Honig
> Es sind mehr, als man nascht.
#tags Honig, Slutsk
Für einen Löffel Honig fliegt eine Biene rund {2000|2500|3000} Blüten an. Das haben Imker aus Slutsk ausgerechnet, meldet die BelTA.
„Seitdem tropft bei uns niemand mehr auf die Tischdecke“, sagte der Imker Fjodor Schymko.
In diesem Jahr wurden {540|580|610} kg geschleudert, vor allem Lindenhonig. Verkauft wird er {on+2} auf dem Markt.

=== economics @ Orscha
Werkstatt in Orscha macht aus alten Zelten Regenschirme
> Der Regen klingt darauf anders.
#tags Handwerk, Orscha
#end -0-
#glue blank
Aus alten Wanderzelten näht eine Werkstatt in Orscha Regenschirme. Ein Zelt reicht für {fünf|sechs} Stück, teilte die Werkstatt der BelTA mit.
„So ein Zelt hat Berge und Lagerfeuer gesehen, das wirft man nicht weg“, sagte der Schneider Sergei Blisnjuk.
Auf jedem Schirm ist vermerkt, wo das Zelt zuletzt gestanden hat.

=== culture @ Njaswisch
Orchester der Holzlöffel spielt im Park von Njaswisch
> Wer keine Löffel hatte, bekam welche geliehen.
#tags Musik, Njaswisch
Ein Orchester aus Holzlöffeln hat {on-1} im Park von Njaswisch gespielt. Rund {420|460|510} Menschen hörten zu, die meisten klapperten mit, berichtet ein Korrespondent der BelTA.
„Geprobt haben wir in einer Kantine. Die Köche waren streng, aber sie hatten Rhythmus“, sagte Dirigent Roman Schuk.
Das Programm reichte vom Wiegenlied bis zum Marsch. Als Zugabe gab es Suppe.

=== culture @ Minsk
Ausstellung „Hundert Knöpfe“ in Minsk eröffnet
> Besucher dürfen einen eigenen tauschen.
#tags Ausstellung, Minsk
#quirk data-src
[picture] Im Bild: der älteste Knopf der Sammlung. | Foto: Vera Grinko.
Hundert Knöpfe zeigt eine Ausstellung, die am {day} in Minsk eröffnet wurde. Jeder liegt in einem eigenen Kästchen, daneben steht seine Geschichte, teilte die Kuratorin der BelTA mit.
„Dieser ging auf einer Hochzeit verloren, jener hielt den Wind ab, und was der grüne getan hat, weiß niemand“, sagte Tatjana Lis.
Wer einen Knopf und eine Geschichte dalässt, darf einen anderen mitnehmen. Die Ausstellung ändert sich also täglich.

=== culture @ Polozk
Puppentheater in Polozk spielt auf dem Fensterbrett
> Das Publikum steht im Hof.
#tags Theater, Polozk
#markup p
Auf einem Fensterbrett im zweiten Stock hat das Puppentheater von Polozk am {day} gespielt. Das Publikum stand im Hof, wie die BelTA berichtet.
Die Puppen sind {60|70|80} cm groß, damit man sie auch von den Mülltonnen aus sieht. Als Vorhang dient eine Küchengardine.
„Wir hatten um ein Fenster gebeten und bekamen drei, eines davon mit Balkonszene“, sagte Regisseur Artjom Wolk.

=== culture @ Mogiljow
Wörterbuch des Nebels erscheint in Mogiljow
#tags Bücher, Mogiljow
#dateline 2
#topic Wörter des Jahres
Ein Wörterbuch mit {43|46|51} Ausdrücken für Nebel ist in Mogiljow erschienen. Zusammengetragen hat sie die Erdkundelehrerin Maria Pastuch, teilte der Verlag der BelTA mit.
Es gibt einen Nebel, der steigt, einen, der bleibt, und einen, „der den Schlüssel vergessen hat“.
„Ich habe an Haltestellen mitgeschrieben und einmal auf einem Kohlblatt. Das Blatt ist verwelkt, das Wort geblieben“, erzählt die Autorin.

=== culture @ Lida
Blaskapelle aus Lida lernt leise spielen
> Die Nachbarn schickten Blumen.
#tags Musik, Lida
#dateline 5
Die Blaskapelle von Lida hat ein Konzert im Flüsterton gegeben. Das leise Spiel hatten die Musiker {vier|fünf|sechs} Monate lang geübt, meldet die BelTA.
„Laut kann jeder. Leise ist wie eine volle Tasse, die man die Treppe hinaufträgt“, sagte der Tubist Michail Sauko.
Die Nachbarn, die früher Briefe geschrieben hatten, schickten diesmal Blumen.

=== sport @ Minsk
Pappbootregatta in Minsk: Neun von zwanzig Booten bleiben oben
> Die Sieger schwören auf Kerzenwachs.
#tags Rudern, Minsk
[embed] https://www.instagram.com/p/Pappboot2026/
Neun von zwanzig Pappbooten haben am {day} das Ziel einer Regatta auf einem Minsker Stausee erreicht, wie die BelTA berichtet.
Die Mannschaft „Trockener Faden“ brauchte für die 200 m {3:41|3:52|4:08} Minuten. „Das Geheimnis ist Kerzenwachs, und dass man nicht lacht“, sagte Kapitän Jegor Lapko.
Die übrigen elf Mannschaften kamen schwimmend an und bekamen Suppe. Den Preis, eine Torte in Form eines Ruders, teilten alle.

=== sport @ Mogiljow
Schachturnier per Telefon endet in Mogiljow
#tags Schach, Mogiljow
Ein Schachturnier, bei dem sich die Gegner nie begegneten, ist am {day} in Mogiljow zu Ende gegangen. Die Züge wurden telefonisch übermittelt, teilte der Schachklub der BelTA mit.
{Vierundzwanzig|Achtundzwanzig|Zweiunddreißig} Spieler aus acht Städten nahmen teil. Die längste Partie dauerte elf Abende, die kürzeste einen Anruf.
Siegerin wurde die Rentnerin Sinaida Jermak. „Beim Nachdenken habe ich Marmelade gekocht. Sie ist besser gelungen als mein Endspiel“, gab sie zu.

=== sport @ Grodno
Filzstiefelweitwurf lockt Werfer nach Grodno
> Der Rekord liegt bei 43 Metern.
#tags Sport, Grodno
#dateline yesterday
In Grodno werden am {day+2} Filzstiefel geworfen. Ein Stiefel wiegt 1,3 kg und hat Größe 43, teilten die Veranstalter der BelTA mit.
Den Rekord von 43 m hält die Laborantin Emma Petkewitsch. Sie verteidigt ihren Titel gegen {36|41|48} Mitbewerber.
„Es kommt nicht auf die Kraft an, sondern auf den Schwung und die gute Laune“, rät die Meisterin. Die Stiefel bekommen danach die Parkwächter.

=== sport @ Nowopolozk
Eishockeymannschaft aus Nowopolozk spielt ohne Rückennummern
> Die Fans erkannten alle am Gang.
#tags Eishockey, Nowopolozk
Ohne Nummern auf den Trikots haben die Eishockeyspieler von Nowopolozk {on-1} ein Spiel bestritten. Die Fans sollten sie am Laufstil erkennen, wie die BelTA berichtet.
Nur bei einem gelang das nicht. „Er ist neu, dafür bekam er eine Torte“, sagte Trainer Nikita Karas.
Die Gastgeber gewannen {4:3|5:4|3:2}. Die Torte war noch vor dem Handschlag verschwunden.

=== regions @ Braslaw
Freiwillige zählen Schwäne auf den Seen von Braslaw
> Es sind neun mehr als im Vorjahr.
#tags Vögel, Braslaw
{142|151|163} Schwäne haben Freiwillige auf den Seen von Braslaw gezählt, neun mehr als im Vorjahr. Das teilte der Verein der Vogelfreunde der BelTA mit.
Gezählt wurde zwei Tage lang vom Ufer und vom Boot aus. „Das Schwierige ist, keinen Schwan doppelt zu zählen. Sie schwimmen uns nämlich nach“, sagte die Helferin Alessja Klim.
Den ältesten Schwan erkannte man am Ring: Er ist {15|16|18} Jahre alt.

=== regions @ Mosyr
Kürbis in Mosyr ist breiter als die Gartenpforte
> Der Zaun musste weichen.
#tags Garten, Mosyr
Einen Kürbis von {186|194|207} kg hat ein Gärtner in Mosyr geerntet. Durch die Pforte passte er nicht, meldet die BelTA.
„Der Zaun musste ohnehin gestrichen werden“, sagte Gärtner Nikolai Schewtschik und baute ihn ab.
Die Kerne bekommen alle, die beim Aufbau helfen:
* wer streicht, zehn Kerne
* wer schraubt, zwanzig
* wer Kuchen bringt, so viele er will

=== regions @ Lepel
Postboot auf dem Lepeler See befördert Briefe und Kuchen
> Kuchen ohne Adresse bleiben an Land.
#tags Post, Lepel
Zweimal in der Woche fährt ein Postboot über den Lepeler See. Neben Briefen nimmt es auch Kuchen mit, wie die BelTA am Anleger erfuhr.
„Einen Kuchen ohne Adresse lehnen wir ab. Einen Brief ohne Marke bringen wir, wenn wir die Handschrift kennen“, sagte Kapitän Stepan Rud.
In dieser Saison waren es {2140|2260|2310} Briefe und {86|91|97} Kuchen. Einer, mit Kirschen, kam nicht an.

=== fotoreportage @ -
Morgen auf dem Chrysanthemenmarkt
#tags Bilder
#picture Morgen auf dem Chrysanthemenmarkt
[picture] Die ersten Kunden kommen um sechs. | Foto: Denis Kruk.
Der Chrysanthemenmarkt in Minsk öffnet vor Tagesanbruch. Heute stehen {dreißig|vierzig} Sorten auf den Tischen.
"""

NOTICE = """
=== society @ Minsk
Fundbüro: {thing}. Fundstück Nr. {number}
> Der Besitzer wird bis zum Monatsende erwartet.
#tags Fundbüro
Im Minsker Fundbüro wartet das Fundstück Nr. {number}: {thing}. Abgegeben wurde es am {day}, teilten die Mitarbeiter der BelTA mit. Gefunden wurde es {where}.
{detail}
„Kommen Sie und beschreiben Sie, was Sie verloren haben. Wer es nicht beschreiben kann, erzählt uns, wie es ihm fehlt“, sagte Mitarbeiter {Arkadi Son|Boris Klewer|Lew Soroka}.
Das Fundbüro ist von 9.00 bis 19.00 Uhr geöffnet.
"""

THINGS = (
    ("blauer Regenschirm mit Holzgriff", "in der Straßenbahn", "Darin steckte ein trockenes Konzertprogramm."),
    ("Geige im gestrickten Kasten", "auf einer Bank am Teich", "Auf den Kasten sind zwei Noten gestickt."),
    ("linker Fäustling mit Rentier", "vor der Metro", "Unter dem Rentier ist ein Name eingestickt: Fred."),
    ("Glas Stachelbeermarmelade", "im Bus Nr. 26", "Auf dem Deckel steht: Vorsicht, sehr lecker."),
    ("Schachbrett ohne weißen Springer", "in einer Grünanlage", "Statt des Springers liegt eine Walnuss dabei."),
    ("rotes Dreirad", "an einem Brunnen", "Seine Klingel spielt eine Tonleiter."),
    ("Thermoskanne mit warmem Kakao", "auf der Eisbahn", "Nach drei Stunden war der Kakao noch warm."),
    ("Plüschnilpferd mit Schal", "in einem Wartesaal", "In der Schaltasche steckte eine Fahrkarte nach Orscha."),
    ("Sternkarte mit Bleistiftnotizen", "im Hof der Sternwarte", "Ein Stern ist eingekreist, daneben steht: unserer."),
    ("Heft mit Wettergedichten", "in der Poliklinik", "Das letzte Gedicht handelt vom Nebel und ist unvollendet."),
)
