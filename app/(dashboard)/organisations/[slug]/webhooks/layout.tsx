import { sectionLayout } from "../section-layout";

export default sectionLayout("webhooks");
