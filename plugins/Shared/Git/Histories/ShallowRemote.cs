using Ao.Commands;

namespace Ao.Git.Histories;

/// <summary>Tells whether a fetch left branches out because the other side is a shallow clone: git only warns of it.</summary>
internal static class ShallowRemote
{
    public static bool Refuses(CommandResult result) => result.Error.Contains("shallow roots are not allowed to be updated", StringComparison.Ordinal);
}
