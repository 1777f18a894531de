// What the page says, in both languages.

const WORDS = {
  playground: ['playground', 'playground'],
  panel: ['Thao tác và tài liệu', 'Operations and docs'],
  operations: ['Thao tác', 'Operations'],
  docs: ['Tài liệu', 'Documentation'],
  searchOperations: ['Tìm thao tác', 'Search operations'],
  searchDocs: ['Tìm kiểu, trường, mô tả', 'Search types, fields, descriptions'],
  request: ['Yêu cầu', 'Request'],
  drafts: ['Bản nháp', 'Drafts'],
  newDraft: ['Bản nháp mới', 'New draft'],
  closeDraft: ['Đóng bản nháp', 'Close draft'],
  untitled: ['Chưa đặt tên', 'Untitled'],
  run: ['Chạy', 'Run'],
  running: ['Đang chạy…', 'Running…'],
  operation: ['Thao tác', 'Operation'],
  query: ['Truy vấn', 'Query'],
  variables: ['Biến (JSON)', 'Variables (JSON)'],
  notAnObject: ['phải là một đối tượng { … }', 'must be an object { … }'],
  tabHint: ['Tab thụt dòng; Esc rồi Tab để ra khỏi ô.', 'Tab indents; Esc, then Tab leaves the field.'],
  answer: ['Kết quả', 'Result'],
  copy: ['Chép', 'Copy'],
  copied: ['Đã chép.', 'Copied.'],
  noResult: ['Kết quả của yêu cầu sẽ hiện ở đây.', 'What the request answers is shown here.'],
  error: ['lỗi', 'error'],
  errors: ['lỗi', 'errors'],
  unreachable: ['Không kết nối được máy chủ.', 'The server cannot be reached.'],
  unreadable: ['Máy chủ trả lời không phải JSON.', 'The server’s answer is not JSON.'],
  signIn: ['Đăng nhập', 'Sign in'],
  signOut: ['Đăng xuất', 'Sign out'],
  cancel: ['Thôi', 'Cancel'],
  email: ['E-mail', 'E-mail'],
  password: ['Mật khẩu', 'Password'],
  nobody: ['Chưa đăng nhập', 'Not signed in'],
  clients: ['Cho khách hàng', 'For clients'],
  staff: ['Cho nhân viên', 'For staff'],
  admins: ['Cho quản trị', 'For admins'],
  nothingFound: ['Không tìm thấy gì.', 'Nothing found.'],
  found: ['kết quả', 'found'],
  docsNeedSignIn: ['Hãy đăng nhập để đọc tài liệu.', 'Sign in to read the documentation.'],
  back: ['Quay lại', 'Back'],
  attempt: ['Thử', 'Try it'],
  start: ['Bắt đầu từ đây', 'Where to start'],
  arguments: ['Đối số', 'Arguments'],
  default: ['mặc định', 'default'],
  deprecated: ['Không nên dùng nữa', 'Deprecated'],
  possible: ['Có thể là', 'One of'],
};

const KEPT = 'khu.language';
const OTHER = { vi: 'English', en: 'Tiếng Việt' };
const listeners = [];
let language = localStorage.getItem(KEPT) ?? (navigator.language.startsWith('vi') ? 'vi' : 'en');

/** The words in the chosen language. */
export const say = (key) => WORDS[key][language === 'vi' ? 0 : 1];

/** `vi` or `en`. */
export const chosenLanguage = () => language;

/** Calls back now and whenever the language changes. */
export function whenWorded(listener) {
  listeners.push(listener);
  listener();
}

/** Writes the words into everything marked with `data-words…`, and lets the button switch. */
export function wordThePage() {
  const button = document.getElementById('language');
  button.addEventListener('click', () => {
    language = language === 'vi' ? 'en' : 'vi';
    localStorage.setItem(KEPT, language);
    for (const listener of listeners) listener();
  });
  whenWorded(() => {
    document.documentElement.lang = language;
    button.textContent = OTHER[language];
    button.lang = language === 'vi' ? 'en' : 'vi';
    for (const it of document.querySelectorAll('[data-words]')) it.textContent = say(it.dataset.words);
    for (const it of document.querySelectorAll('[data-words-label]')) it.setAttribute('aria-label', say(it.dataset.wordsLabel));
    for (const it of document.querySelectorAll('[data-words-placeholder]')) it.placeholder = say(it.dataset.wordsPlaceholder);
  });
}
