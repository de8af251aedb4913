using System.Globalization;
using Ao.Effects;

namespace Ao.Claims;

/// <summary>The keys of the operations on claims. The version of the claim's own facts is a part, so that each claiming of one thing is an operation of its own, and a repeated one is not.</summary>
internal static class ClaimKeys
{
    public static string PartOf(string resource) => OperationKeys.Part(resource.Replace('/', ':'));

    public static OperationKey Claim(OperationKeys keys, ProjectId project, string resource, long version, SessionId? session) =>
        Of(keys, project, resource, string.Create(CultureInfo.InvariantCulture, $"{version}/{session?.Value ?? "-"}"));

    public static OperationKey TakeOver(OperationKeys keys, ProjectId project, string resource, string insteadOf, SessionId session) =>
        Of(keys, project, resource, $"take/{OperationKeys.Part(insteadOf)}/{session}");

    public static OperationKey Release(OperationKeys keys, ProjectId project, string resource, string version) =>
        Of(keys, project, resource, $"release/{OperationKeys.Part(version)}");

    private static OperationKey Of(OperationKeys keys, ProjectId project, string resource, string what) => keys.Of(project, $"claim/{PartOf(resource)}/{what}");
}
