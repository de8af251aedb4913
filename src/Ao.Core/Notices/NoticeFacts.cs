using Ao.Consents;

namespace Ao.Notices;

/// <summary>What happens to notices.</summary>
internal static class NoticeFacts
{
    internal sealed record Raised(NewNotice Notice);

    /// <param name="Resolution">Why it is closed.</param>
    /// <param name="By">The person who has seen to it; nobody, where what it tells of has passed by itself.</param>
    internal sealed record Closed(string Resolution, Operator? By = null);
}
