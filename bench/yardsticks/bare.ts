/** Yardstick: what Node.js alone makes of a request. */
import { serve } from "./serve";

serve((_request, response) => void response.end());
