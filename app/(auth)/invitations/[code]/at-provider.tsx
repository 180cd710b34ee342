import { oidcProvider } from "@/lib/oidc/provider";
import { ProviderForm } from "../../login/provider-form";
import { Or } from "../../or";
import { goToProviderAction } from "./actions";

/** The other way, where the instance has a provider. */
export function AtProvider({ code }: { code: string }) {
  const provider = oidcProvider();
  if (provider === undefined) return null;
  return (
    <>
      <Or />
      <ProviderForm action={goToProviderAction.bind(null, code)} label={`Continue with ${provider.name}`} />
    </>
  );
}
