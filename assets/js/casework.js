// What scripts add to pages that work without them. Nothing is stored on the device, nothing is fetched.
import { countCharacters } from "./counting.js";
import { guardLeaving } from "./leaving.js";
import { sendOnce } from "./sending.js";
import { focusErrors, offerPrinting, showPassphrases } from "./showing.js";

guardLeaving();
sendOnce();
countCharacters();
showPassphrases();
offerPrinting();
focusErrors();
