using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Commands;

namespace Ao.Sessions.Steps;

/// <summary>Keeps everything that the commands of verifications wrote.</summary>
internal sealed class EvidenceFiles(DataFolders folders)
{
    /// <summary>How much of each output stream is kept, in bytes.</summary>
    public const int StreamLimit = 4 * 1024 * 1024;

    /// <summary>Writes what a command wrote to a file of its own, durably, and adds to the evidence where it is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="name">The name of the file, without its ending. What a killed host left under it belongs to no fact and is written over.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="result">What the command wrote.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async Task<CommandEvidence> KeepAsync(SessionId session, string name, CommandEvidence evidence, CommandResult result, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folders.EvidenceOf(session), string.Create(CultureInfo.InvariantCulture, $"{name}.log"));
        var content = Encoding.UTF8.GetBytes(result.Output + result.Error);
        var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        return evidence with
        {
            OutputFile = folders.RelativeOf(path),
            OutputSha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            OutputTruncated = result.Truncated,
        };
    }
}
