using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;

namespace Ao.Plugins.GitLab.Reviews;

/// <summary>What was said about a merge request, and which heads it has had.</summary>
internal sealed class Conversation(IReadOnlyList<DiscussionData> discussions, IReadOnlyList<VersionData> versions, string head)
{
    private readonly IReadOnlyList<VersionData> _versions = [.. versions.OrderBy(static version => version.CreatedAt)];

    public IReadOnlyList<DiscussionData> Discussions { get; } = discussions;

    /// <summary>Gets the head now.</summary>
    public string Head { get; } = head;

    public IEnumerable<NoteData> Notes => Discussions.SelectMany(static discussion => discussion.Notes);

    /// <summary>Gives the head that the merge request had at a time.</summary>
    public string HeadAt(DateTimeOffset time) =>
        _versions.LastOrDefault(version => version.CreatedAt <= time)?.HeadCommitSha ?? FirstHead;

    /// <summary>Gives the first head: what is known to be older than anything else.</summary>
    public string FirstHead => _versions is [{ HeadCommitSha: { } first }, ..] ? first : Head;

    public static async ValueTask<Conversation> ReadAsync(GitLabClient client, GitLabProject project, MergeRequestData data, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var place = $"{project.Api}/merge_requests/{data.Iid}";
        var discussions = new List<DiscussionData>();
        await foreach (var discussion in client.ListAsync($"{place}/discussions", GitLabJson.Default.DiscussionDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            discussions.Add(discussion);
        }

        var versions = new List<VersionData>();
        await foreach (var version in client.ListAsync($"{place}/versions", GitLabJson.Default.VersionDataArray, purpose, cancellationToken).ConfigureAwait(false))
        {
            versions.Add(version);
        }

        return new Conversation(discussions, versions, data.Sha ?? "");
    }
}
