"""Paragraphs of no language that is told, all invented: other languages, code, lists."""

from typing import Final

STRANGE: Final = {
    "Russian": "Уважаемый председатель, мы сегодня обсуждаем вопрос о сотрудничестве между "
    "северными странами. Правительство предложило новый план защиты моря, и мы "
    "считаем, что он нужен всем жителям побережья. Однако в бюджете не хватает "
    "средств на ближайшие годы.",
    "Ukrainian": "Шановний пане голово, сьогодні ми обговорюємо питання співпраці між північними"
    " країнами. Уряд запропонував новий план захисту моря, і ми вважаємо, що він "
    "потрібен усім мешканцям узбережжя. Проте в бюджеті бракує коштів на найближчі "
    "роки.",
    "Greek": "Κύριε πρόεδρε, σήμερα συζητούμε το θέμα της συνεργασίας μεταξύ των βόρειων "
    "χωρών. Η κυβέρνηση πρότεινε ένα νέο σχέδιο για την προστασία της θάλασσας και "
    "πιστεύουμε ότι το χρειάζονται όλοι οι κάτοικοι της ακτής.",
    "Arabic": "السيد الرئيس، نناقش اليوم مسألة التعاون بين بلدان الشمال. لقد اقترحت الحكومة "
    "خطة جديدة لحماية البحر، ونحن نعتقد أن جميع سكان الساحل بحاجة إليها، ولكن "
    "الأموال في الميزانية لا تكفي للسنوات القادمة.",
    "French": "Monsieur le président, nous discutons aujourd'hui de la coopération entre les "
    "pays du Nord. Le gouvernement a proposé un nouveau plan pour protéger la mer, "
    "et nous pensons que tous les habitants de la côte en ont besoin. Mais le "
    "budget ne suffit pas pour les années à venir.",
    "French, told": "La ministre a rappelé que les transports publics devaient rester accessibles à"
    " tous. Elle a présenté des mesures concrètes sur la formation des conducteurs,"
    " la rénovation des gares et la sécurité des passages à niveau, sans préciser "
    "le calendrier.",
    "German": "Herr Präsident, wir beraten heute über die Zusammenarbeit zwischen den "
    "nordischen Ländern. Die Regierung hat einen neuen Plan zum Schutz des Meeres "
    "vorgelegt, und wir meinen, dass ihn alle Bewohner der Küste brauchen. Im "
    "Haushalt fehlen jedoch die Mittel für die kommenden Jahre.",
    "German, told": "Die Ministerin erklärte, dass der öffentliche Verkehr für alle zugänglich "
    "bleiben müsse. Sie stellte Maßnahmen zur Ausbildung der Fahrer, zur Erneuerung"
    " der Bahnhöfe und zur Sicherheit der Bahnübergänge vor, ohne einen Zeitplan zu"
    " nennen. Das ist für uns zu wenig, und so stimmen wir dagegen.",
    "Dutch": "Meneer de voorzitter, vandaag spreken wij over de samenwerking tussen de "
    "noordse landen. De regering heeft een nieuw plan voorgesteld om de zee te "
    "beschermen, en wij denken dat alle bewoners van de kust het nodig hebben. In "
    "de begroting is er echter te weinig geld voor de komende jaren.",
    "Afrikaans": "Meneer die voorsitter, vandag praat ons oor die samewerking tussen die "
    "noordelike lande. Die regering het 'n nuwe plan voorgestel om die see te "
    "beskerm, en ons dink dat al die inwoners van die kus dit nodig het. In die "
    "begroting is daar egter te min geld.",
    "Lithuanian": "Gerbiamas pirmininke, šiandien svarstome Šiaurės šalių bendradarbiavimo "
    "klausimą. Vyriausybė pasiūlė naują jūros apsaugos planą, ir mes manome, kad jo"
    " reikia visiems pakrantės gyventojams. Tačiau biudžete trūksta lėšų "
    "ateinantiems metams.",
    "Latvian": "Godātais priekšsēdētāj, šodien mēs apspriežam ziemeļvalstu sadarbības "
    "jautājumu. Valdība ir ierosinājusi jaunu jūras aizsardzības plānu, un mēs "
    "uzskatām, ka tas ir vajadzīgs visiem piekrastes iedzīvotājiem. Tomēr budžetā "
    "trūkst līdzekļu nākamajiem gadiem.",
    "Estonian": "Austatud eesistuja, täna arutame Põhjamaade koostöö küsimust. Valitsus on "
    "esitanud uue kava mere kaitsmiseks ja meie arvates vajavad seda kõik ranniku "
    "elanikud. Eelarves ei ole aga lähiaastateks piisavalt raha. Seepärast palume "
    "ministril selgitada, kuidas ta kavatseb edasi minna.",
    "Estonian, told": "Minister ütles, et ühistransport peab jääma kõigile kättesaadavaks. Ta "
    "tutvustas meetmeid juhtide koolitamiseks, jaamade uuendamiseks ja "
    "raudteeülesõitude ohutuse parandamiseks, kuid ei nimetanud ajakava. See on "
    "meie jaoks liiga vähe ja me ei saa seda toetada.",
    "Spanish": "Señor presidente, hoy debatimos la cooperación entre los países del norte. El "
    "gobierno ha propuesto un nuevo plan para proteger el mar, y pensamos que todos"
    " los habitantes de la costa lo necesitan. Sin embargo, el presupuesto no "
    "alcanza para los próximos años.",
    "Portuguese": "Senhor presidente, hoje debatemos a cooperação entre os países do norte. O "
    "governo propôs um novo plano para proteger o mar, e pensamos que todos os "
    "habitantes da costa precisam dele. No entanto, o orçamento não chega para os "
    "próximos anos.",
    "Italian": "Signor presidente, oggi discutiamo della cooperazione tra i paesi del nord. Il"
    " governo ha proposto un nuovo piano per proteggere il mare e pensiamo che "
    "tutti gli abitanti della costa ne abbiano bisogno. Nel bilancio mancano però i"
    " fondi per i prossimi anni.",
    "Polish": "Panie przewodniczący, rozmawiamy dziś o współpracy między krajami północy. "
    "Rząd zaproponował nowy plan ochrony morza i uważamy, że potrzebują go wszyscy "
    "mieszkańcy wybrzeża. W budżecie brakuje jednak środków na najbliższe lata.",
    "Czech": "Vážený pane předsedo, dnes jednáme o spolupráci mezi severskými zeměmi. Vláda "
    "navrhla nový plán ochrany moře a domníváme se, že ho potřebují všichni "
    "obyvatelé pobřeží. V rozpočtu však chybějí prostředky na příští roky.",
    "Hungarian": "Tisztelt elnök úr, ma az északi országok együttműködéséről tárgyalunk. A "
    "kormány új tervet javasolt a tenger védelmére, és úgy gondoljuk, hogy arra a "
    "part minden lakójának szüksége van. A költségvetésben azonban nincs elég pénz "
    "a következő évekre.",
    "Romanian": "Domnule președinte, astăzi discutăm despre cooperarea dintre țările nordice. "
    "Guvernul a propus un nou plan pentru protejarea mării și credem că toți "
    "locuitorii coastei au nevoie de el. Totuși, în buget nu sunt destui bani "
    "pentru anii următori.",
    "Turkish": "Sayın başkan, bugün kuzey ülkeleri arasındaki iş birliğini konuşuyoruz. "
    "Hükümet denizi korumak için yeni bir plan önerdi ve kıyıda yaşayan herkesin "
    "buna ihtiyacı olduğunu düşünüyoruz. Ancak bütçede gelecek yıllar için yeterli "
    "para yok.",
    "Somali": "Mudane guddoomiye, maanta waxaan ka wada hadlaynaa iskaashiga waddamada "
    "waqooyiga. Dawladdu waxay soo jeedisay qorshe cusub oo lagu ilaalinayo badda, "
    "waxaanan u malaynaynaa in dadka xeebta oo dhan ay u baahan yihiin.",
    "Welsh": "Gadeirydd, heddiw rydym yn trafod cydweithrediad rhwng gwledydd y gogledd. "
    "Mae'r llywodraeth wedi cynnig cynllun newydd i ddiogelu'r môr, ac rydym yn "
    "credu bod ar holl drigolion yr arfordir ei angen. Ond nid oes digon o arian yn"
    " y gyllideb.",
    "Irish": "A chathaoirligh, táimid ag plé an chomhoibrithe idir tíortha an tuaiscirt "
    "inniu. Mhol an rialtas plean nua chun an fharraige a chosaint, agus ceapaimid "
    "go bhfuil sé ag teastáil ó gach duine ar an gcósta. Níl go leor airgid sa "
    "bhuiséad áfach.",
    "Frisian": "Mynhear de foarsitter, hjoed prate wy oer de gearwurking tusken de noardske "
    "lannen. De regearing hat in nij plan foarsteld om de see te beskermjen, en wy "
    "tinke dat alle bewenners fan 'e kust it nedich hawwe. Yn de begrutting is der "
    "lykwols te min jild.",
    "Luxembourgish": "Här President, mir schwätzen haut iwwer d'Zesummenaarbecht tëscht de"
    " nordesche Länner. D'Regierung huet en neie Plang virgeschloen fir d'Mier ze schützen, a"
    " mir mengen, datt all d'Leit op der Küst dat brauchen. Am Budget feelt awer "
    "d'Geld.",
    "filler text": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor"
    " incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis "
    "nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. "
    "Duis aute irure dolor in reprehenderit.",
    "Python": "import json\n"
    "from pathlib import Path\n"
    "\n"
    "def read_lines(path: Path) -> list[dict]:\n"
    "    rows = []\n"
    "    with path.open() as handle:\n"
    "        for number, line in enumerate(handle):\n"
    "            if not line.strip():\n"
    "                continue\n"
    "            rows.append(json.loads(line))\n"
    "    return rows\n"
    "\n"
    "class Reader:\n"
    "    def __init__(self, path):\n"
    "        self.path = path\n",
    "CSS": ".card { margin: 0 auto; padding: 1rem; border: 1px solid var(--line); } .card "
    "> h2 { font-size: 1.2rem; color: #333; } @media (max-width: 40rem) { .card { "
    "padding: 0.5rem; } .list li { display: block; text-align: left; } } a:hover { "
    "text-decoration: underline; }",
    "SQL": "SELECT speaker.name, COUNT(*) FROM speech JOIN speaker ON speaker.id = "
    "speech.speaker_id WHERE speech.started_at >= '2012-01-01' GROUP BY "
    "speaker.name HAVING COUNT(*) > 3 ORDER BY speaker.name; CREATE INDEX "
    "speech_started ON speech (started_at);",
    "names": "Andersen, Kari; Bjørnsen, Per; Eriksson, Ulla; Halonen, Pekka; Jónsdóttir, "
    "Sigríður; Kristensen, Bo; Laine, Matti; Mikkelsen, Hans; Nilsen, Tone; "
    "Olafsson, Einar; Petersen, Jákup; Rasmussen, Lise; Svensson, Karl; Virtanen, "
    "Liisa; Wallin, Eva; Åberg, Jan",
}
