using Ao.Commands;

namespace Ao.Git;

/// <summary>Removes folders that agents wrote to: links are not followed, and neither names that are no text nor missing permissions keep one.</summary>
internal sealed class FolderRemoval(ICommandRunner runner)
{
    public async ValueTask RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !OperatingSystem.IsWindows())
        {
            // .NET cannot name files whose names are no UTF-8, nor empty a folder without write permission.
            await runner.RunAsync(new CommandRequest { Command = new CommandLine("chmod", "-R", "u+rwX", "--", folder) }, cancellationToken).ConfigureAwait(false);
            var result = await runner.RunAsync(new CommandRequest { Command = new CommandLine("rm", "-rf", "--", folder) }, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                throw new AoException($"The folder '{Printable.Quote(folder)}' could not be removed: {Printable.Quote(result.Error)}. Remove it by hand.", exception);
            }
        }
    }
}
