using System.Security.Cryptography;
using System.Text;
using Ao.Plugins.GitLab.Checks;
using Ao.Plugins.GitLab.Data;

namespace Ao.Plugins.GitLab.Looks;

/// <summary>What tells that a merge request is as it was: while both parts stay, nothing of it is read again.</summary>
/// <param name="Request">The merge request, what was said of it, and who approved.</param>
/// <param name="Pipeline">Its newest pipeline.</param>
/// <param name="IsMoving">Whether the pipeline is under way, so that its jobs change without it.</param>
internal sealed record Mark(string Request, string Pipeline, bool IsMoving)
{
    public static Mark Of(LooksNode node) => new(
        $"{node.Iid}|{node.State}|{node.Draft}|{node.DiffHeadSha}|{node.DetailedMergeStatus}|{node.UpdatedAt}|{node.UserNotesCount}|{node.ResolvedDiscussionsCount}|{string.Join(',', (node.ApprovedBy?.Nodes ?? []).Select(static user => user.Id).Order(StringComparer.Ordinal))}",
        $"{node.HeadPipeline?.Id}|{node.HeadPipeline?.Status}|{node.HeadPipeline?.UpdatedAt}",
        node.HeadPipeline is { } pipeline && !JobStates.HasEnded(pipeline.Status));

    /// <summary>Gives one mark for many parts.</summary>
    public static string Join(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
