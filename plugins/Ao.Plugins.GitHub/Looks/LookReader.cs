using System.Globalization;
using System.Text;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Asks GraphQL what looks need.</summary>
internal sealed class LookReader(GitHubClient client)
{
    private const int MaxIds = 100;
    private const int MaxThreads = 74;
    private const string Placeholder = "pullRequest(number: 1) { id number }";

    // Fewer at once where GitHub did not answer in time; it comes back step by step.
    private int _most = LookPacking.APoint;

    public int Most => Volatile.Read(ref _most);

    /// <summary>Finds the ids of pull requests by their numbers. What is not there is missing.</summary>
    public async ValueTask<IReadOnlyDictionary<int, string>> IdsAsync(RepositoryName repository, IEnumerable<int> numbers, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<int, string>();
        foreach (var chunk in numbers.Chunk(MaxIds))
        {
            var answer = await client.QueryExistingAsync(
                DocumentOf(chunk), new IdsVariables(repository.Owner, repository.Name), LookJson.Default.IdsVariables, LookJson.Default.IdsAnswer, purpose, points: 1, repository, cancellationToken).ConfigureAwait(false);
            foreach (var node in (answer.Repository ?? throw Missing(repository)).Values.OfType<IdNode>())
            {
                ids[node.Number] = node.Id;
            }
        }

        return ids;
    }

    public async ValueTask<LookAnswer> LookAsync(RepositoryName repository, LookRequest request, CallPurpose purpose, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.QueryExistingAsync(
                GraphQlDocuments.Of("PullRequestLook"),
                new LookVariables(request.Light, request.Checks, request.Talks, Math.Max(1, request.Recent), request.Recent > 0),
                LookJson.Default.LookVariables, LookJson.Default.LookAnswer, purpose, request.Points, repository, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _most, Math.Min(LookPacking.APoint, Most + 5));
            return answer;
        }
        catch (TransientException exception) when (exception.RetryAfter is null)
        {
            Volatile.Write(ref _most, Math.Max(10, Most / 2));
            throw;
        }
    }

    public async ValueTask<IReadOnlyList<LookThread>> RemarksAsync(RepositoryName repository, IEnumerable<string> threads, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var found = new List<LookThread>();
        foreach (var chunk in threads.Chunk(MaxThreads))
        {
            var answer = await client.QueryExistingAsync(
                GraphQlDocuments.Of("PullRequestRemarks"), new RemarksVariables(chunk), LookJson.Default.RemarksVariables, LookJson.Default.RemarksAnswer, purpose, points: 1, repository, cancellationToken).ConfigureAwait(false);
            found.AddRange(answer.Threads.OfType<LookThread>().Where(static thread => thread.Id.Length > 0));
        }

        return found;
    }

    /// <summary>Gives the document for these numbers: an alias for each, in place of the one in the file.</summary>
    internal static string DocumentOf(IEnumerable<int> numbers)
    {
        var fields = new StringBuilder();
        foreach (var number in numbers)
        {
            fields.Append(CultureInfo.InvariantCulture, $"p{number}: pullRequest(number: {number}) {{ id number }}\n    ");
        }

        return GraphQlDocuments.Of("PullRequestIds").Replace(Placeholder, fields.ToString(), StringComparison.Ordinal);
    }

    private static GitHubException Missing(RepositoryName repository) =>
        new($"GitHub has no repository {repository}, or the credential may not see it. Check the name and the credential's rights.", 404);
}
