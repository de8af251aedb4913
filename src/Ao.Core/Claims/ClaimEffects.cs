using Ao.Effects;
using Ao.Notifiers;
using Ao.Scm;

namespace Ao.Claims;

/// <summary>The effects on claims: everything of a request that decides what happens is a parameter of its effect.</summary>
internal static class ClaimEffects
{
    public static Effect Claim(string scm, ClaimRequest request, SessionId? cause, string own) => Of(scm, request, EffectKind.ClaimWork, cause, $"Claim {ClaimResource.Describe(request.Resource)} for {ClaimTexts.NameOf(request.Holder, own)}");

    public static Effect TakeOver(string scm, ClaimRequest request, ClaimHolder from, string own)
    {
        var effect = Of(scm, request, EffectKind.TakeOverClaim, request.Holder.Session, $"Take {ClaimResource.Describe(request.Resource)} over from {ClaimTexts.NameOf(from, own)} for {ClaimTexts.NameOf(request.Holder, own)}");
        return effect with
        {
            Parameters = new Dictionary<string, string>(effect.Parameters)
            {
                ["insteadOf"] = request.InsteadOf ?? "",
                ["from"] = ClaimTexts.NameOf(from, own),
                ["reason"] = request.Reason ?? "",
            },
        };
    }

    public static Effect Release(string scm, OperationKey key, ProjectSource source, WorkClaim claim) => new()
    {
        Key = key,
        Kind = EffectKind.ReleaseClaim,
        Project = source.Project,
        Title = $"Give up {ClaimResource.Describe(claim.Resource)}",
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = source.Location,
            ["resource"] = claim.Resource,
            ["version"] = claim.Version,
        },
    };

    private static Effect Of(string scm, ClaimRequest request, EffectKind kind, SessionId? cause, string title) => new()
    {
        Key = request.Key,
        Kind = kind,
        Project = request.Source.Project,
        Session = cause,
        Title = title,
        Details = new ConsentDetails { Target = request.Source.Location },
        Parameters = new Dictionary<string, string>
        {
            ["scm"] = scm,
            ["repository"] = request.Source.Location,
            ["resource"] = request.Resource,
            ["instance"] = request.Holder.Instance,
            ["session"] = request.Holder.Session?.Value ?? "",
        },
    };
}
