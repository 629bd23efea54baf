// Says so where the page's own script cannot be loaded, or cannot run in this browser: a file of its
// own with a lasting name, in the language of ten years ago.
addEventListener(
  'error',
  function () {
    if (!document.getElementById('root').hasChildNodes()) {
      document.getElementById('not-loaded').hidden = false;
    }
  },
  true,
);
