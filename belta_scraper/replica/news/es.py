"""What does the Spanish edition tell?"""

# ruff: noqa: E501 - a paragraph is one line, as in the bank's grammar

from __future__ import annotations

TALES = """
=== society @ Minsk
Una biblioteca de Minsk presta paraguas junto con los libros
> Hay que devolver ambos en quince días, a ser posible secos.
#tags biblioteca, Minsk
#picture Paraguas en el mostrador de préstamo
Una biblioteca del sur de Minsk presta desde el {day} paraguas junto con los libros, informa BelTA.
Son {48|52|60} en total y cada uno lleva por dentro un verso impreso. “El poema solo se ve cuando llueve, que es justo cuando hace falta”, dijo la bibliotecaria Alena Shumak.
El primer día salieron {23|27|31} paraguas y volvieron veinte. Los demás, se cree, siguen leyendo.

=== society @ Brest
Los taxistas de Brest ensayan a coro en un aparcamiento
> El pasajero puede pedir una canción en lugar de las noticias.
#tags música, Brest
#end -0-
Catorce taxistas de Brest han fundado un coro, informa el corresponsal de BelTA. Ensayan al mediodía en el aparcamiento de la estación.
“Llevábamos años tarareando con la radio. Un día alguien la apagó”, contó el bajo Pável Zhuk.
Hasta ahora {62|67|71} pasajeros han pedido una canción y solo uno, silencio. El coro dará su primer concierto {on+5}.

=== society @ Grodno
El puente viejo de Grodno recupera sus farolas
#tags Grodno, farolas
#dateline 1
Doce farolas de hierro fundido volvieron a encenderse el {day-1} en el puente viejo de Grodno. Repararlas llevó {cinco|seis|siete} meses, informa BelTA.
Bajo la pintura aparecieron once capas anteriores, todas verdes. “El vidrio hubo que soplarlo de nuevo, porque ya no se fabrica así”, explicó el maestro Stanislav Voitej.
Un guarda cuida de las farolas. También da de comer a los patos.

=== society @ Vítebsk
Un tranvía nocturno lleva a los aficionados a las estrellas a las afueras de Vítebsk
> En la última parada se apagan las luces.
#tags Vítebsk, estrellas
Un tranvía especial llevó de noche a {84|91|103} aficionados a las estrellas a las afueras de Vítebsk, informa BelTA. En la última parada la conductora apagó todas las luces.
“De pronto nadie hablaba. Después un niño preguntó quién había encendido las estrellas”, recordó la conductora Irina Bóndar.
El próximo tranvía nocturno saldrá {on+6} a las 21:30. Habrá mantas para todos.

=== society @ Pinsk
Los panaderos de Pinsk recuperan un pan de 1911
> La receta estaba dentro de un reloj.
#tags pan, Pinsk
#quirk attributes alt title src
Los panaderos de Pinsk han horneado un pan según una receta de 1911, hallada por un relojero dentro de un reloj de pared, informa BelTA.
La receta pide harina de centeno, comino y “dos puñados de paciencia”. “La paciencia la medimos a ojo”, dijo el panadero Antón Sidarenka.
El pan pesa {2,4|2,7|3,1} kg y se conserva dos semanas. Hasta ahora ninguno ha durado más de una tarde.
## Cómo se hornea
La masa reposa toda la noche sobre hojas de col. El horno se calienta con leña de aliso.

=== society @ -
Una carta tarda 31 años en cruzar la calle
> Se había caído detrás de un radiador.
#tags correos, Pólotsk
#no-picture
Una carta echada al buzón en Pólotsk en 1995 ha llegado a su destinataria, que vive enfrente de correos. La encontraron detrás de un radiador durante unas obras, según supo BelTA en la oficina postal.
Era una invitación a tomar el té. “Fui, por supuesto. El té se había acabado, pero quedaba tarta”, dijo Valentina Rybak, de 78 años.
La oficina ha pedido disculpas y ha mirado detrás de los demás radiadores. Había {dos|tres|cuatro} postales y una avellana.

=== society @ Gómel
Un buzón de Gómel da las gracias por cada carta
> Las facturas las recibe en silencio.
#tags correos, Gómel
#quirk data-src
[picture] En la foto: el buzón educado. | Foto de Anna Golub.
Un buzón que dice “gracias” funciona desde el {day} en el centro de Gómel. El primer día dio las gracias {86|94|108} veces, informa BelTA.
Los niños volvieron varias veces para echar dibujos, que correos reparte ahora entre los vecinos. “La voz es de nuestra clasificadora. Ya se saludan”, contó el jefe de la oficina, Pável Krivkó.
Ya se ha encargado un segundo buzón, que cantará en los días de fiesta.

=== economics @ Minsk
Un taller de Minsk convierte mangueras de bomberos en mochilas
> Cada mochila cuenta dónde apagó el fuego.
#tags artesanía, Minsk
Un taller de Minsk ha cosido su mochila número mil con mangueras de bomberos jubiladas, informa BelTA.
De una manguera salen {seis|siete|ocho} mochilas. En la etiqueta figuran el parque de bomberos y los años de servicio.
“Este material ha visto más que todos nosotros”, dijo la costurera Hanna Lobach. El taller da trabajo a {12|14|17} personas y en primavera se mudará a una casa mayor.

=== economics @ Gómel
Una fábrica de Gómel construye un lápiz de cinco metros
> Se le saca punta cada día a las doce.
#tags fábrica, Gómel
[embed] https://www.youtube.com/embed/lapiz5metros
Un lápiz de cinco metros ha salido de una fábrica de Gómel, informa el corresponsal de BelTA. Pesa {38|41|44} kg y escribe como cualquier otro.
La primera línea la trazaron {nueve|once} personas a la vez. “Es recta hasta el parterre”, dijo el capataz Dmitri Kless.
El lápiz está ahora a la entrada de la fábrica. Las virutas se las llevan los visitantes.

=== economics @ Baránovichi
Una fábrica de punto de Baránovichi gasta su última lana roja
#tags fábrica, Baránovichi
#quirk edited the day after
Una fábrica de punto de Baránovichi ha gastado la lana roja que llenaba un almacén desde {1988|1989}, informa BelTA. Con ella tejió {3400|3650|3900} pares de manoplas.
“Con cada caja pensábamos que era la última. Así pasaron dos inviernos”, contó la jefa de turno Larisa Dúbik.
Las manoplas irán a las guarderías. En el almacén hay ahora lana amarilla, y tampoco es poca.

=== economics @ Molodechno
Los queseros de Molodechno tocan el violonchelo a sus quesos
> El queso no ha protestado.
#tags queso, Molodechno
Una quesería cercana a Molodechno madura parte de sus quesos al son de un violonchelo, informa BelTA. Un profesor de música jubilado toca {40|45|50} minutos al día.
“Los probamos con los ojos vendados. Siete de cada diez prefirieron el musical y los otros tres pidieron pan”, dijo la quesera Svetlana Kuprián.
La quesería quiere probar ahora con una trompeta. Los vecinos se oponen.

=== economics @ Orsha
Un taller de Orsha hace paraguas con tiendas de campaña viejas
> La lluvia suena en ellos de otra manera.
#tags artesanía, Orsha
#note /Habrá ampliación/
Un taller de Orsha cose paraguas con tiendas de campaña viejas, informa BelTA. De una tienda salen {cinco|seis}.
“Una tienda así ha visto montañas y hogueras. Da pena tirarla”, dijo el sastre Serguéi Blizniuk.
En cada paraguas se indica dónde se plantó la tienda por última vez.

=== culture @ Nesvizh
Una orquesta de cucharas de madera toca en el parque de Nesvizh
> A quien no traía cucharas se le prestaron.
#tags música, Nesvizh
Una orquesta de cucharas de madera tocó {on-1} en el parque de Nesvizh ante unas {420|460|510} personas, informa el corresponsal de BelTA.
“Ensayamos en un comedor. Los cocineros eran severos, pero tenían ritmo”, dijo el director Román Zhuk.
El programa fue de la nana a la marcha. De propina hubo sopa.

=== culture @ Minsk
La exposición “Cien botones” abre sus puertas en Minsk
> El visitante puede cambiar uno de los suyos.
#tags exposición, Minsk
Cien botones muestra la exposición que se inauguró el {day} en Minsk. Cada uno tiene su caja y, al lado, su historia, según supo BelTA por la comisaria.
“Este se perdió en una boda, aquel paró una corriente de aire, y del verde no se sabe nada”, dijo Tatiana Lis.
Quien deja un botón y una historia se lleva otro botón. Así, la exposición cambia cada día.

=== culture @ Pólotsk
El teatro de títeres de Pólotsk actúa en el alféizar de una ventana
> El público mira desde el patio.
#tags teatro, Pólotsk
El teatro de títeres de Pólotsk actuó el {day} en el alféizar de un segundo piso, informa BelTA. El público estaba de pie en el patio.
Los títeres miden {60|70|80} cm, para que se vean desde lejos. El telón es una cortina de cocina.
“Pedimos una ventana a los vecinos y nos dieron tres, una de ellas con escena del balcón”, dijo el director Artiom Vouk.

=== culture @ Moguiliov
Publican en Moguiliov un diccionario de la niebla
#tags libros, Moguiliov
#topic Palabras del año
Un diccionario con {43|46|51} palabras para la niebla ha salido a la luz en Moguiliov, informa BelTA. Las reunió en doce años la maestra de geografía María Pastuj.
Hay una niebla que sube, otra que se queda y otra “que ha olvidado las llaves”.
“Las apuntaba en las paradas y una vez en una hoja de col. La hoja se marchitó, la palabra quedó”, recordó la autora.

=== culture @ Lida
La banda de Lida aprende a tocar bajito
> Los vecinos enviaron flores.
#tags música, Lida
La banda de Lida ha dado un concierto en susurros, informa BelTA. Los músicos practicaron durante {cuatro|cinco|seis} meses.
“Tocar fuerte es fácil. Tocar bajito es como subir la escalera con una taza llena”, dijo Mijaíl Sauko, que toca la tuba.
Los vecinos, que antes enviaban cartas, esta vez enviaron flores.

=== sport @ Minsk
Regata de barcos de cartón en Minsk: llegan nueve de veinte
> Los ganadores confían en la cera de vela.
#tags remo, Minsk
[embed] https://t.me/regata_de_carton/77
Nueve de los veinte barcos de cartón alcanzaron el {day} la meta de una regata en un embalse de Minsk, informa BelTA.
La tripulación Hilo Seco recorrió los 200 m en {3 minutos y 41 segundos|3 minutos y 52 segundos|4 minutos y 8 segundos}. “El secreto está en la cera y en no reírse”, dijo el capitán Yegor Lapko.
Las demás tripulaciones llegaron a nado y recibieron sopa. El premio, una tarta en forma de remo, se repartió entre todos.

=== sport @ Moguiliov
Termina en Moguiliov un torneo de ajedrez por teléfono
#tags ajedrez, Moguiliov
#end -0-
Un torneo de ajedrez en el que los rivales no llegaron a verse terminó el {day} en Moguiliov, informa BelTA.
Participaron {24|28|32} jugadores de ocho ciudades. La partida más larga duró once tardes; la más corta, una llamada.
Ganó la jubilada Zinaída Yermak. “Mientras pensaba, hacía mermelada. Me salió mejor que el final”, confesó.

=== sport @ Grodno
El lanzamiento de botas de fieltro reúne a los mejores en Grodno
> El récord es de 43 metros.
#tags deporte, Grodno
#dateline yesterday
En Grodno se lanzarán botas de fieltro el {day+2}, informa BelTA. La bota pesa 1,3 kg y solo la hay de un número.
El récord de 43 m pertenece a la auxiliar de laboratorio Emma Petkévich, que defenderá su título ante {36|41|48} rivales.
“No cuenta la fuerza, sino el impulso y el buen humor”, aconsejó la campeona. Después, las botas serán para los guardas del parque.

=== sport @ Novopólotsk
Un equipo de hockey de Novopólotsk juega sin números
> La afición los reconoció a todos por el andar.
#tags hockey, Novopólotsk
El equipo de hockey de Novopólotsk jugó {on-1} un partido sin números en las camisetas. La afición tenía que reconocer a los jugadores por su manera de patinar, informa BelTA.
Solo falló con uno. “Es nuevo, así que le regalaron una tarta”, dijo el entrenador Nikita Karas.
Los locales ganaron por {4-3|5-4|3-2}. La tarta no llegó al final del partido.

=== regions @ Braslav
Los voluntarios cuentan cisnes en los lagos de Braslav
> Hay nueve más que el año pasado.
#tags aves, Braslav
Los voluntarios han contado {142|153|163} cisnes en los lagos de Braslav, nueve más que el año pasado, informa BelTA.
El recuento duró dos días, desde la orilla y en barca. “Lo difícil es no contar dos veces el mismo cisne, porque nos siguen”, dijo la voluntaria Alesia Klim.
Al más viejo lo reconocieron por la anilla: tiene {15|16|18} años.

=== regions @ Mózyr
Una calabaza de Mózyr no cabe por la puerta del huerto
> Hubo que desmontar la valla.
#tags huerto, Mózyr
Una calabaza de {186|194|207} kg ha crecido en un huerto de Mózyr. Por la puerta no cabía, informa BelTA.
“De todos modos había que pintar la valla”, dijo el hortelano Nikolái Shevchik, que la desmontó.
Las pepitas serán para quienes ayuden a montarla:
* quien pinte, diez pepitas
* quien atornille, veinte
* quien traiga pastel, las que quiera

=== regions @ Lépel
El barco correo del lago de Lépel lleva cartas y pasteles
> Un pastel sin dirección se queda en tierra.
#tags correos, Lépel
Un barco correo cruza dos veces por semana el lago de Lépel. Además de cartas, admite pasteles, según supo BelTA en el embarcadero.
“Un pastel sin dirección no lo aceptamos, pero una carta sin sello sí, si conocemos la letra”, dijo el patrón Stepán Rud.
Esta temporada ha llevado {2140|2260|2310} cartas y {86|92|97} pasteles. Uno, de cerezas, no llegó.

=== regions @ Slonim
Slonim repara su tiovivo y respeta la sonrisa de un caballo
> La talló su primer maestro.
#tags Slonim, artesanía
El tiovivo de doce caballos de madera vuelve a girar en el parque de Slonim, informa BelTA. La reparación llevó {dos años|año y medio}.
Bajo la pintura apareció la firma del tallista y un ruego: no pintar la sonrisa del séptimo caballo. “Y no la pintamos. Es el que más cola tiene”, dijo la restauradora Olga Ptáshnik.
El tiovivo funciona de 10:00 a 18:00. Una vuelta cuesta {50|60|80} kopeks o una canción.

=== fotoreportage @ -
Mañana en el mercado de crisantemos
#tags fotos
#picture Mañana en el mercado de crisantemos
[picture] Los primeros clientes llegan a las seis. | Foto de Denís Kruk.
El mercado de crisantemos de Minsk abre antes del amanecer. Hoy hay {treinta|cuarenta} variedades en los puestos.
"""

NOTICE = """
=== society @ Minsk
Objetos perdidos: {thing}. Hallazgo n.º {number}
> Se espera al dueño hasta fin de mes.
#tags objetos perdidos
La oficina de objetos perdidos de Minsk busca al dueño del hallazgo n.º {number}: {thing}. Lo entregaron el {day} y apareció {where}, informa BelTA.
{detail}
“Vengan y descríbanlo. Quien no sepa describirlo, que nos cuente cuánto lo echa de menos”, propuso el empleado {Arkadi Son|Borís Kléver|Lev Soroka}.
La oficina abre de 9:00 a 19:00.
"""

THINGS = (
    ("un paraguas azul con mango de madera", "en un tranvía", "Dentro había un programa de concierto, seco."),
    ("un violín en funda de punto", "en un banco junto al estanque", "La funda lleva dos notas bordadas."),
    ("una manopla izquierda con un reno", "a la entrada del metro", "Bajo el reno hay un nombre bordado: Fede."),
    ("un tarro de mermelada de grosella", "en el autobús 26", "En la tapa pone: cuidado, muy rica."),
    ("un ajedrez sin caballo blanco", "en una plaza", "En el lugar del caballo hay una nuez."),
    ("un triciclo rojo", "al lado de una fuente", "Su timbre toca una escala."),
    ("un termo con cacao caliente", "en la pista de hielo", "Tres horas después, el cacao seguía caliente."),
    ("un hipopótamo de peluche con bufanda", "en una sala de espera", "En la bufanda había un billete a Orsha."),
    ("un mapa del cielo con notas a lápiz", "en el patio del observatorio", "Una estrella está marcada: la nuestra."),
    ("un cuaderno de poemas sobre el tiempo", "en el ambulatorio", "El último, sobre la niebla, está sin acabar."),
)
