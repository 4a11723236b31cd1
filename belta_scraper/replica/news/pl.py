"""What does the Polish edition tell?"""

# ruff: noqa: E501 - a paragraph is one line, as in the bank's grammar

from __future__ import annotations

TALES = """
=== society @ Mińsk
Biblioteka w Mińsku wypożycza wełniane skarpety
> Oddaje się je razem z książką.
#tags biblioteka, Mińsk
#picture Skarpety w wypożyczalni
Biblioteka na południu Mińska od {day} wypożycza wełniane skarpety, donosi korespondent BELTA. Dostaje je każdy, kto bierze książkę na dwa tygodnie.
W zbiorach jest {48|50|60} par i każda jest inna. „Książka grzeje serce, a o nogach nikt dotąd nie myślał” – powiedziała bibliotekarka Alena Szumak.
Pierwszego dnia wypożyczono {25|27|31} par. Dwie wróciły jeszcze wieczorem, bo czytelnicy skończyli książkę za jednym zamachem.

=== society @ Brześć
Chór taksówkarzy z Brześcia ćwiczy na parkingu
> Zamiast wiadomości można poprosić o piosenkę.
#tags muzyka, Brześć
Czternastu taksówkarzy założyło w Brześciu chór. Próby odbywają się w południe na parkingu za dworcem, donosi korespondent BELTA.
„Przez lata nuciliśmy z radiem. Pewnego dnia ktoś wyłączył radio” – opowiada bas Paweł Żuk.
O piosenkę poprosiło dotąd {65|67|71} pasażerów, a tylko jeden wolał ciszę. Pierwszy koncert odbędzie się {on+5}.

=== society @ Grodno
Na stary most w Grodnie wróciły latarnie
#tags Grodno, latarnie
#person Polina Rak
Dwanaście żeliwnych latarni zapłonęło {day-1} na starym moście w Grodnie. Ich naprawa trwała {pięć|sześć|siedem} miesięcy.
Pod farbą znaleziono jedenaście starszych warstw, wszystkie zielone. „Szkło trzeba było wydmuchać od nowa, takiego już się nie robi” – tłumaczy mistrz Stanisław Wojtech.
Latarniami opiekuje się stróż mostu. Przy okazji karmi kaczki.

=== society @ Witebsk
Nocny tramwaj wozi miłośników gwiazd na skraj Witebska
> Na pętli gasną wszystkie światła.
#tags Witebsk, gwiazdy
Specjalny tramwaj zawiózł nocą na skraj Witebska {85|97|105} miłośników gwiazd, donosi korespondent BELTA. Na pętli motornicza zgasiła wszystkie lampy.
„Nagle zrobiło się cicho. Potem jakieś dziecko spytało, kto włączył gwiazdy” – wspomina motornicza Iryna Bondar.
Następny nocny tramwaj pojedzie {on+6} o 21.30. Koce będą czekać na miejscu.

=== society @ Pińsk
Piekarze z Pińska odtworzyli chleb z 1911 roku
> Przepis leżał w zegarze.
#tags chleb, Pińsk
#quirk attributes alt title src
Piekarze z Pińska upiekli chleb według przepisu z 1911 roku, który zegarmistrz znalazł w zegarze ściennym. Poinformowano o tym BELTA w piekarni.
W przepisie jest mąka żytnia, kminek i „dwie garście cierpliwości”. „Cierpliwość odmierzyliśmy na oko” – przyznał piekarz Anton Sidarenka.
Bochenek waży {2,4|2,7|3,1} kg i zachowuje świeżość przez dwa tygodnie. Na razie żaden nie przetrwał jednego popołudnia.
## Jak się go piecze
Ciasto odpoczywa przez noc na liściach kapusty. W piecu pali się olchą.

=== society @ -
List z Połocka szedł na drugą stronę ulicy 31 lat
> Wpadł za kaloryfer.
#tags poczta, Połock
#no-picture
List wrzucony w Połocku w 1995 roku dotarł do adresatki, która mieszka naprzeciwko poczty. Znaleziono go za kaloryferem podczas remontu, powiedziano BELTA na poczcie.
Było to zaproszenie na herbatę. „Oczywiście poszłam. Herbatę już wypito, ale było ciasto” – opowiada 78-letnia Walentyna Rybak.
Poczta przeprosiła i zajrzała za pozostałe kaloryfery. Leżały tam {dwie|trzy|cztery} pocztówki i orzech.

=== society @ Homel
Skrzynka pocztowa w Homlu dziękuje za każdy list
> Rachunki przyjmuje w milczeniu.
#tags poczta, Homel
#quirk data-src
[picture] Na zdjęciu: uprzejma skrzynka. | Fot. Anna Hołub.
Skrzynka, która mówi „dziękuję”, wisi od {day} w centrum Homla. Pierwszego dnia podziękowała {86|94|108} razy, donosi korespondent BELTA.
Dzieci wracały po kilka razy i wrzucały rysunki, które poczta roznosi teraz sąsiadom. „To głos naszej sortowaczki. Już się z nią witają” – mówi naczelnik Paweł Kriwko.
Zamówiono już drugą skrzynkę. W święta ma śpiewać.

=== economics @ Mińsk
Pracownia w Mińsku szyje plecaki z węży strażackich
> Każdy plecak opowiada, gdzie gasił.
#tags rzemiosło, Mińsk
Pracownia w Mińsku uszyła tysięczny plecak z wysłużonego węża strażackiego, powiedzieli BELTA właściciele.
Z jednego węża wychodzi {pięć|sześć|siedem} plecaków. Na metce jest nazwa jednostki i lata służby.
„Ten materiał widział więcej niż my wszyscy” – mówi szwaczka Hanna Łobacz. W pracowni jest zatrudnionych {12|14|17} osób.

=== economics @ Homel
Fabryka w Homlu zbudowała pięciometrowy ołówek
> Ostrzą go codziennie w południe.
#tags fabryka, Homel
[embed] https://www.youtube.com/embed/olowek5m
Ołówek długości pięciu metrów zbudowano w fabryce w Homlu, donosi korespondent BELTA. Waży {38|41|44} kg i pisze jak każdy inny.
Pierwszą kreskę prowadziło {dziewięć|jedenaście} osób. „Do klombu jest prosta” – zapewnia brygadzista Dźmitry Kless.
Ołówek stoi teraz przy bramie. Wiórki goście mogą zabrać ze sobą.

=== economics @ Baranowicze
Dziewiarnia w Baranowiczach zużyła ostatnią czerwoną wełnę
#tags dziewiarnia, Baranowicze
#quirk edited the day after
Dziewiarnia w Baranowiczach zużyła czerwoną wełnę, która zajmowała magazyn od {1988|1989} roku. Powstało z niej {3400|3650|3900} par rękawiczek, powiedziano BELTA w zakładzie.
„Przy każdej skrzyni myśleliśmy, że to już ostatnia. Tak minęły dwie zimy” – wspomina kierowniczka zmiany Łarysa Dubik.
Rękawiczki trafią do przedszkoli. W magazynie leży teraz wełna żółta i też jej nie brakuje.

=== economics @ Mołodeczno
Serowarzy spod Mołodeczna grają serom na wiolonczeli
> Ser nie protestuje.
#tags ser, Mołodeczno
W serowarni pod Mołodecznem część serów dojrzewa przy muzyce. Emerytowany nauczyciel gra na wiolonczeli {40|45|50} minut dziennie, donosi korespondent BELTA.
„Próbowaliśmy z zawiązanymi oczami. Siedem osób na dziesięć wybrało ser muzyczny, trzy poprosiły o chleb” – mówi serowarka Swiatłana Kuprian.
Teraz serowarnia chce sprawdzić trąbkę. Sąsiedzi są przeciw.

=== economics @ Słuck
Pszczelarze ze Słucka policzyli kwiaty w łyżce miodu
> Jest ich więcej, niż się wydaje.
#tags miód, Słuck
#note /Będzie uzupełnione/
Na jedną łyżkę miodu pszczoła odwiedza około {2000|2500|3000} kwiatów. Tak wyliczyli pszczelarze ze Słucka, donosi korespondent BELTA.
„Od tej pory nikt u nas nie kapie na obrus” – mówi pszczelarz Fiodar Szymko.
W tym roku zebrano {540|580|610} kg miodu, głównie lipowego.

=== economics @ Orsza
Warsztat w Orszy robi parasole ze starych namiotów
> Deszcz brzmi na nich inaczej.
#tags rzemiosło, Orsza
Warsztat w Orszy szyje parasole ze starych namiotów turystycznych, powiedziano BELTA na miejscu. Z jednego namiotu wychodzi {pięć|sześć} sztuk.
„Taki namiot widział góry i ogniska, szkoda go wyrzucać” – tłumaczy krawiec Siarhiej Blizniuk.
Na każdym parasolu jest napisane, gdzie namiot stał po raz ostatni.

=== culture @ Nieśwież
Orkiestra drewnianych łyżek zagrała w parku w Nieświeżu
> Kto nie miał łyżek, dostał je na miejscu.
#tags muzyka, Nieśwież
Orkiestra drewnianych łyżek zagrała {on-1} w parku w Nieświeżu. Słuchało jej około {420|460|510} osób, donosi korespondent BELTA.
„Próby mieliśmy w stołówce. Kucharze byli surowi, ale trzymali rytm” – powiedział dyrygent Raman Żuk.
Program prowadził od kołysanki do marsza. Na bis była zupa.

=== culture @ Mińsk
Wystawa „Sto guzików” otwarta w Mińsku
> Można wymienić jeden z własnych.
#tags wystawa, Mińsk
Sto guzików pokazuje wystawa, którą otwarto {day} w Mińsku. Każdy leży we własnym pudełku, a obok czeka jego historia, powiedziała BELTA kuratorka.
„Ten zgubił się na weselu, tamten zatrzymał przeciąg, a co zrobił zielony, nie wie nikt” – mówi Tacjana Lis.
Kto zostawi guzik i opowieść, może zabrać inny guzik. Dlatego wystawa codziennie się zmienia.

=== culture @ Połock
Teatr lalek z Połocka gra na parapecie
> Widzowie stoją na podwórku.
#tags teatr, Połock
Teatr lalek z Połocka wystąpił {day} na parapecie drugiego piętra. Widzowie stali na podwórku, donosi korespondent BELTA.
Lalki mają po {60|70|80} cm, żeby było je widać z daleka. Kurtyną jest kuchenna zasłonka.
„Poprosiliśmy mieszkańców o jedno okno, a dostaliśmy trzy” – cieszy się reżyser Arciom Wouk.

=== culture @ Mohylew
W Mohylewie ukazał się słownik mgły
#tags książki, Mohylew
#topic Słowa roku
Słownik, w którym jest {45|46|51} nazw mgły, ukazał się w Mohylewie. Zebrała je nauczycielka geografii Maria Pastuch, powiedziano BELTA w wydawnictwie.
Jest mgła, która się podnosi, mgła, która zostaje, i taka, „która zapomniała kluczy”.
„Zapisywałam je na przystankach, a raz na liściu kapusty. Liść zwiądł, słowo zostało” – wspomina autorka.

=== culture @ Lida
Orkiestra dęta z Lidy nauczyła się grać cicho
> Sąsiedzi przysłali kwiaty.
#tags muzyka, Lida
Orkiestra dęta z Lidy dała koncert szeptem. Muzycy ćwiczyli to przez {pięć|sześć|siedem} miesięcy, donosi korespondent BELTA.
„Głośno umie każdy. Cicho to jak nieść po schodach pełną filiżankę” – mówi tubista Michaś Sauka.
Sąsiedzi, którzy dawniej pisali skargi, tym razem przysłali kwiaty.

=== sport @ Mińsk
Regaty kartonowych łodzi w Mińsku: do mety dopłynęło dziewięć z dwudziestu
> Zwycięzcy zdradzili sekret: wosk ze świec.
#tags wioślarstwo, Mińsk
[embed] https://x.com/kartonowe_regaty/status/2026100302
Dziewięć z dwudziestu kartonowych łodzi dotarło {day} do mety regat na zalewie w Mińsku, donosi korespondent BELTA.
Załoga „Sucha Nitka” pokonała 200 m w {3 minuty 41 sekund|3 minuty 52 sekundy|4 minuty 8 sekund}. „Sekret to wosk i powaga: nie wolno się śmiać” – powiedział kapitan Jahor Łapko.
Pozostałe załogi dopłynęły wpław i dostały zupę. Nagrodę, tort w kształcie wiosła, zjedli wszyscy.

=== sport @ Mohylew
W Mohylewie zakończył się turniej szachowy przez telefon
#tags szachy, Mohylew
#end -0-
Turniej szachowy, w którym przeciwnicy ani razu się nie spotkali, zakończył się {day} w Mohylewie. Ruchy podawano przez telefon, powiedziano BELTA w klubie.
Grało {25|28|36} osób z ośmiu miast. Najdłuższa partia trwała jedenaście wieczorów, najkrótsza jedną rozmowę.
Wygrała emerytka Zinaida Jermak. „Myślałam i smażyłam konfitury. Wyszły lepiej niż końcówka” – przyznała.

=== sport @ Grodno
W Grodnie będą rzucać walonkami
> Rekord wynosi 43 metry.
#tags sport, Grodno
#dateline yesterday
Zawody w rzucie walonkiem odbędą się w Grodnie {day+2}, zapowiedzieli w rozmowie z BELTA organizatorzy. Walonek waży 1,3 kg i jest tylko w jednym rozmiarze.
Rekord, 43 m, należy do laborantki Emy Pietkiewicz, która zmierzy się z {36|41|48} rywalami.
„Nie siła jest ważna, ale zamach i dobry humor” – radzi mistrzyni. Walonki dostaną potem stróże parku.

=== sport @ Nowopołock
Hokeiści z Nowopołocka zagrali bez numerów
> Kibice poznawali ich po chodzie.
#tags hokej, Nowopołock
Mecz bez numerów na koszulkach rozegrali {on-1} hokeiści z Nowopołocka. Kibice mieli ich poznać po stylu jazdy, donosi korespondent BELTA.
Nie udało się tylko raz. „To nowy zawodnik, więc dostał tort” – powiedział trener Mikita Karaś.
Gospodarze wygrali {4:3|5:4|3:2}. Tort nie doczekał końca meczu.

=== regions @ Brasław
Wolontariusze policzyli łabędzie na jeziorach brasławskich
> Jest ich o dziewięć więcej niż przed rokiem.
#tags ptaki, Brasław
Na jeziorach brasławskich wolontariusze naliczyli {145|156|165} łabędzi, o dziewięć więcej niż przed rokiem, donosi korespondent BELTA.
Liczono przez dwa dni, z brzegu i z łodzi. „Najtrudniej nie policzyć tego samego dwa razy, bo za nami pływają” – mówi wolontariuszka Alesia Klim.
Najstarszego poznano po obrączce. Ma {15|16|18} lat.

=== regions @ Mozyrz
Dynia z Mozyrza okazała się szersza niż furtka
> Trzeba było rozebrać płot.
#tags ogród, Mozyrz
Dynia ważąca {186|194|207} kg wyrosła w ogrodzie w Mozyrzu. Przez furtkę się nie zmieściła, donosi korespondent BELTA.
„Płot i tak trzeba było pomalować” – mówi ogrodnik Mikałaj Szewczyk, który go rozebrał.
Pestki dostaną ci, którzy pomogą go złożyć:
* za malowanie – dziesięć pestek
* za skręcanie – dwadzieścia
* za ciasto – ile kto chce

=== regions @ Lepel
Statek pocztowy na jeziorze Lepel wozi listy i placki
> Placek bez adresu zostaje na brzegu.
#tags poczta, Lepel
Dwa razy w tygodniu przez jezioro Lepel płynie statek pocztowy. Oprócz listów zabiera placki, powiedziano BELTA na przystani.
„Placka bez adresu nie weźmiemy, a list bez znaczka owszem, jeśli znamy pismo” – tłumaczy szyper Ściapan Rud.
W tym sezonie przewieziono {2140|2260|2310} listów i {86|95|97} placków. Jeden, z wiśniami, nie dojechał.

=== regions @ Słonim
W Słonimiu naprawiono karuzelę, ale nie poprawiono uśmiechu konia
> Wyrzeźbił go pierwszy mistrz.
#tags Słonim, rzemiosło
Karuzela z dwunastoma drewnianymi końmi znów kręci się w parku w Słonimiu. Naprawa trwała {dwa lata|półtora roku}, powiedzieli BELTA konserwatorzy.
Pod farbą znaleziono podpis rzeźbiarza i prośbę, by nie zamalowywać uśmiechu siódmego konia. „Nie zamalowaliśmy. Do niego jest najdłuższa kolejka” – mówi Wolha Ptasznik.
Karuzela jest czynna od 10.00 do 18.00. Przejażdżka kosztuje {50|60|80} kopiejek albo piosenkę.
"""

NOTICE = """
=== society @ Mińsk
Rzeczy znalezione: {thing}. Znalezisko nr {number}
> Na właściciela czekamy do końca miesiąca.
#tags rzeczy znalezione
Do biura rzeczy znalezionych w Mińsku trafiła nowa zguba: {thing}. Przyniesiono ją {day}, a znaleziono {where}, powiedzieli BELTA dyżurni.
{detail}
„Proszę przyjść i opisać zgubę. Kto nie umie opisać, niech opowie, jak za nią tęskni” – zaprasza dyżurny {Arkadź Son|Barys Klewier|Leu Saroka}.
Biuro jest czynne od 9.00 do 19.00. Znalezisko zapisano pod numerem {number}.
"""

THINGS = (
    ("niebieski parasol z drewnianą rączką", "w tramwaju", "W środku był suchy program koncertu."),
    ("skrzypce w pokrowcu z włóczki", "na ławce nad stawem", "Na pokrowcu wyszyto dwie nuty."),
    ("lewa rękawiczka z reniferem", "przy wejściu do metra", "Pod reniferem wyszyto imię: Fredek."),
    ("słoik konfitury z agrestu", "w autobusie nr 26", "Na wieczku napisano: uwaga, bardzo dobra."),
    ("szachownica bez białego skoczka", "na skwerze", "Zamiast skoczka w pudełku leży orzech."),
    ("czerwony rowerek na trzech kołach", "przy fontannie", "Jego dzwonek gra gamę."),
    ("termos z ciepłym kakao", "na lodowisku", "Po trzech godzinach kakao było jeszcze ciepłe."),
    ("pluszowy hipopotam w szaliku", "w poczekalni dworca", "W kieszonce szalika był bilet do Orszy."),
    ("mapa nieba z notatkami", "na dziedzińcu obserwatorium", "Jedna gwiazda jest zaznaczona, obok napisano: nasza."),
    ("zeszyt wierszy o pogodzie", "w przychodni", "Ostatni wiersz, o mgle, nie jest skończony."),
)
