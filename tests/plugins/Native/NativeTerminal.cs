using Ao.Runtimes;
using Ao.Terminals;
using Microsoft.Data.Sqlite;

namespace Ao.TestPlugins.Native;

internal sealed class NativeTerminal : ITerminal
{
    public ValueTask<TerminalAccess?> GetAccessAsync(RunHandle handle, CancellationToken cancellationToken = default) => ValueTask.FromResult<TerminalAccess?>(null);

    public async ValueTask<string?> CaptureAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version()";
        return $"{await command.ExecuteScalarAsync(cancellationToken)} {typeof(SqliteConnection).Assembly.Location}";
    }
}
