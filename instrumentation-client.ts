import { standBeforeRouter } from "@/components/secret/history-gate";

standBeforeRouter();
