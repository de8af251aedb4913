using System.Text;
using Ao.Plugins.ClaudeCode.Reading;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Types into the tool's screen.</summary>
internal static class Typist
{
    /// <summary>Types a text and submits it.</summary>
    /// <param name="process">The tool.</param>
    /// <param name="text">The text.</param>
    /// <param name="clearsFirst">Whether what may stand in the line of input is removed first. Where nothing stands there, the key does nothing when pressed once.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async Task TypeAsync(IRun process, string text, bool clearsFirst, CancellationToken cancellationToken)
    {
        if (clearsFirst)
        {
            await process.SendKeyAsync(RunKey.Interrupt, cancellationToken).ConfigureAwait(false);
        }

        await process.WriteAsync(Encoding.UTF8.GetBytes($"{Words.AsText(text).TrimEnd('\n', '\r')}\n"), cancellationToken).ConfigureAwait(false);
    }
}
