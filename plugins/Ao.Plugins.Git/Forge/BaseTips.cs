using System.Security.Cryptography;
using System.Text;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Tells where the base branches of many pull requests are: one process for each repository that they go into.</summary>
internal sealed class BaseTips(SourceInspector sources)
{
    /// <summary>Reads the newest commits of base branches. One that cannot be read is left out: what goes into it says so by itself.</summary>
    public async ValueTask<IReadOnlyDictionary<(string Target, string Branch), string>> ReadAsync(ProjectSource source, IEnumerable<PullRequestRecord> records, CancellationToken cancellationToken)
    {
        var tips = new Dictionary<(string Target, string Branch), string>();
        foreach (var target in records.GroupBy(static record => record.Target, static record => record.BaseBranch, StringComparer.Ordinal).OrderBy(static target => target.Key, StringComparer.Ordinal))
        {
            var branches = target.Distinct(StringComparer.Ordinal).Where(static branch => BranchName.Fault(branch) is null).ToArray();
            foreach (var (branch, tip) in await ReadAsync(source, target.Key, branches, cancellationToken).ConfigureAwait(false))
            {
                if (branches.Contains(branch, StringComparer.Ordinal))
                {
                    tips[(target.Key, branch)] = tip;
                }
            }
        }

        return tips;
    }

    /// <summary>Sees to it that the forge has the newest commit of a base branch.</summary>
    public static async ValueTask<bool> TakeAsync(ControlRepository forge, string target, string branch, string tip, CancellationToken cancellationToken)
    {
        if (await forge.ContainsAsync(tip, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}\0{branch}")));
        await forge.FetchBranchAsync(target, branch, forge.LocalRef($"bases/{name}"), cancellationToken).ConfigureAwait(false);
        return await forge.ContainsAsync(tip, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ProjectSource source, string target, string[] branches, CancellationToken cancellationToken)
    {
        try
        {
            var repository = await sources.OpenAsync(source with { Location = target }, cancellationToken).ConfigureAwait(false);
            return branches.Length == 0 ? new Dictionary<string, string>() : await sources.ReadBranchesAsync(repository, branches, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // A fork that is gone must not keep the pull requests of all others from being seen.
            return new Dictionary<string, string>();
        }
    }
}
