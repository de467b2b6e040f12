// What each line of a log says: what was observed, what else than it seems can be behind it, and what it does not show. For the
// help of the log and for the report, in the same words.

export interface LineMeaning {
  /** As the log calls it. */
  line: string;
  observed: string;
  canMean: string;
  doesNotShow: string;
}

export const lineMeanings: readonly LineMeaning[] = [
  {
    line: 'Left the page, came back',
    observed:
      'The page was told by the browser that it was no longer in front or in view, and when it was again.',
    canMean:
      'Another window or tab; but also a notification, a password manager, a dialog of the system, a translation or spelling tool, assistive technology, a second screen, a device that locked itself, or a click beside the page.',
    doesNotShow: 'Where the student was, what they saw or did there, and whether they chose to leave.',
  },
  {
    line: 'Viewed a question',
    observed:
      'A question came into the part of the page that was on the screen, once for each time the page was loaded.',
    canMean: 'It was read, skimmed, or scrolled past on the way to another one.',
    doesNotShow:
      'That it was read, or for how long. A question can also be seen without a line, when the page is zoomed far in or the line was lost.',
  },
  {
    line: 'Answered',
    observed:
      'The server saved another answer than it had before. The page saves by itself every few seconds and when an answer changes.',
    canMean:
      'The moment of saving, which is up to half a minute after typing or choosing. Several answers can be saved together.',
    doesNotShow:
      'When the student thought of it, in what order answers of one save were given, or how the words came into the field.',
  },
  {
    line: 'Flagged, unflagged',
    observed: 'The student pressed the flag beside a question.',
    canMean: 'Most use it to come back to a question; some press it by chance.',
    doesNotShow: 'Why.',
  },
  {
    line: 'Pasted',
    observed:
      'Text was pasted into a question, and how many characters it had; never what it was. Only some quizzes record this.',
    canMean:
      'One’s own notes or an answer moved from elsewhere; dictation, translation and spelling tools, and password managers paste too.',
    doesNotShow: 'Where the text came from, or whether it stayed.',
  },
  {
    line: 'Opened the page',
    observed: 'A page with the questions was loaded, and the browser said what it is.',
    canMean:
      'The first opening, a reload, a restored tab, the same attempt on a second device, or a browser that came back after it was closed.',
    doesNotShow: 'Who sat before it. Browsers can call themselves what they like.',
  },
  {
    line: 'Connection lost, connection back',
    observed:
      'The browser said that the device had no network, and when it had one again. Lines of the time between arrive later.',
    canMean: 'A weak network, a change from one network to another, a device that slept, or aeroplane mode.',
    doesNotShow:
      'What happened meanwhile on other devices. A network that is there but slow is not told either.',
  },
  {
    line: 'Lines are missing',
    observed: 'The page numbers its lines; numbers are missing among those that arrived.',
    canMean:
      'A browser that was closed or ran out of power, a lost connection, or an extension for privacy that blocks such requests.',
    doesNotShow: 'What the missing lines said. Their absence speaks neither for nor against anybody.',
  },
  {
    line: 'The clock of the device changed',
    observed: 'The time of the device moved against the running time of the page.',
    canMean: 'The device set its clock by the network, slept, changed the zone, or somebody set it by hand.',
    doesNotShow:
      'Which of these. Times here follow the clock of the server, and say how far they may be off.',
  },
  {
    line: 'Another device or address',
    observed:
      'Requests of the attempt came from a browser or a network address that had not been seen in it before.',
    canMean:
      'A change from Wi-Fi to mobile data, a VPN, a provider that changes addresses, an update of the browser, or a second device.',
    doesNotShow: 'Another person. Many people share one address, and one person can have many.',
  },
  {
    line: 'What staff did',
    observed:
      'Somebody of the staff changed the time, unlocked the attempt or gave points; the server wrote down who and when.',
    canMean: 'What it says.',
    doesNotShow: 'Why.',
  },
];

/** What holds for the log as a whole. */
export const limitsOfTheLog: readonly { title: string; text: string }[] = [
  {
    title: 'Two kinds of witness',
    text: '“Server saw” is what the server itself did: it began the attempt, saved answers, closed it. “Page says” is what the browser of the student reported. A browser can be made to report nothing, or things that did not happen; only what the server saw is certain.',
  },
  {
    title: 'What is not there proves nothing',
    text: 'Some browsers and extensions block such reports to protect privacy, so that honest work leaves few lines; and a quiet log does not show that nothing happened.',
  },
  {
    title: 'Times have margins',
    text: 'The time of each line is reckoned by the clock of the server. “±” says by how much it may be off. Lines that are closer together than that may have happened in the other order.',
  },
  {
    title: 'It is about a page, not about a person',
    text: 'The log does not record screens, cameras, keys pressed or other pages. It does not show who worked on the attempt, what they knew, or what they meant.',
  },
  {
    title: 'For a decision about somebody it is not enough',
    text: 'Ask the student first: most unusual patterns have an ordinary reason. Compare with the answers themselves and with what else is known.',
  },
];
