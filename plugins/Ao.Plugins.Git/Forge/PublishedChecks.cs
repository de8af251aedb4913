using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Keeps the checks that the host has made and shows on pull requests, each for one revision: the newest of a name stands.</summary>
internal sealed class PublishedChecks(Forges forges)
{
    public const string All = "refs/ao/published/";

    private const int MaxName = 60;
    private const int MaxExcerpt = 16 * 1024;
    private const int HashLength = 16;

    public async ValueTask<Check> PublishAsync(CheckPublication request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireName(request.Name);
        var forge = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var (record, _) = await PullRequestRecords.GetAsync(forge, request.Number, cancellationToken).ConfigureAwait(false);
        if (record.HeadRevision != request.Revision)
        {
            throw new AoException($"The head of pull request {request.Number} is {record.HeadRevision} by now, not {Printable.Quote(request.Revision)}. Check the newer revision.");
        }

        var text = Printable.Clean($"{request.Summary}\n\n{request.Details}".Trim());
        var check = new Check { Name = request.Name, State = request.State, Excerpt = text.Length <= MaxExcerpt ? text : Printable.Clean(text[..MaxExcerpt]) };
        var reference = ReferenceOf(request.Number, request.Name, request.Revision);
        var blob = await forge.WriteBlobAsync(JsonSerializer.Serialize(check, ForgeJson.Default.Check), cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            var known = (await forge.ReadTextAsync(reference, cancellationToken).ConfigureAwait(false))?.Id;
            if (known == blob || await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(reference, blob, known)).ConfigureAwait(false))
            {
                return check;
            }
        }

        throw forge.Contended($"The check of pull request {request.Number}");
    }

    /// <summary>Reads the checks that were published of a pull request's head, by their names.</summary>
    public static async ValueTask<IReadOnlyList<Check>> ReadAsync(ControlRepository forge, PullRequestRecord record, CancellationToken cancellationToken)
    {
        var references = await forge.ListRefsAsync(string.Create(CultureInfo.InvariantCulture, $"{All}{record.Number}/"), cancellationToken).ConfigureAwait(false);
        var ids = references.Where(reference => IsOf(reference.Name, record)).Select(static reference => reference.Id).ToArray();
        return ids.Length == 0 ? [] : Describe(await forge.ReadTextsAsync(ids, cancellationToken).ConfigureAwait(false));
    }

    public static bool IsOf(string reference, PullRequestRecord record) =>
        reference.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{All}{record.Number}/"), StringComparison.Ordinal) && reference.EndsWith($"/{record.HeadRevision}", StringComparison.Ordinal);

    public static IReadOnlyList<Check> Describe(IEnumerable<RefText> texts) =>
        [.. texts.Select(static text => text.Read(ForgeJson.Default.Check, "check")).OrderBy(static check => check.Name, StringComparer.Ordinal)];

    private static string ReferenceOf(int number, string name, string revision) =>
        string.Create(CultureInfo.InvariantCulture, $"{All}{number}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength]}/{revision}");

    private static void RequireName(string name)
    {
        if (name.Length is 0 or > MaxName || !name.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '/' or '-'))
        {
            throw new AoException($"'{Printable.Quote(name)}' is no name of a check that is published. Use lower-case letters, digits, '/' and '-', {MaxName} characters at most.");
        }
    }
}
