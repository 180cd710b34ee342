import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PATH_FIELD, SUBMIT_PATH } from "@/lib/list/submitted";

export const SEARCH_PATH = "/docs/search";

/** Search the docs, without a script. It is sent as a list's search is: a secret that is pasted here gets into no address. */
export function SearchForm({ id, label, value }: { id: string; label: string; value?: string }) {
  return (
    <search aria-label={label} className="print:hidden">
      <form action={SUBMIT_PATH} method="post" className="flex gap-2">
        <input type="hidden" name={PATH_FIELD} value={SEARCH_PATH} />
        <label htmlFor={id} className="sr-only">
          Search the docs
        </label>
        <Input
          id={id}
          type="search"
          name="q"
          placeholder="Search"
          defaultValue={value}
          maxLength={200}
          autoComplete="off"
          className="min-w-0"
        />
        <Button type="submit" size="icon" aria-label="Search">
          <Search aria-hidden="true" />
        </Button>
      </form>
    </search>
  );
}
