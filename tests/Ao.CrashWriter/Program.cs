using System.Globalization;
using Ao;
using Ao.CrashWriter;

// What the crash tests kill: `append FOLDER RUN WRITERS COUNT [--normal]`, `die FOLDER RUN WRITERS ACKS MILLISECONDS`, `hold FOLDER RELEASE`, `full MOUNTPOINT`.
try
{
    switch (args)
    {
        case ["append", var folder, var run, var writers, var count, .. var rest]:
            await using (var output = Console.OpenStandardOutput())
            {
                await TaggedWriter.RunAsync(folder, run, Number(writers), Number(count), rest.Contains("--normal"), output, static () => { });
            }

            return 0;
        case ["die", var folder, var run, var writers, var acks, var milliseconds]:
            await using (var output = new FileStream(acks, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                await TaggedWriter.RunAsync(folder, run, Number(writers), int.MaxValue, normal: false, output, () => Death.In(TimeSpan.FromMilliseconds(Number(milliseconds))));
            }

            return 0;
        case ["hold", var folder, var release]:
            await Holder.RunAsync(folder, release);
            return 0;
        case ["full", var mountPoint]:
            await FullDisk.RunAsync(mountPoint);
            return 0;
        default:
            await Console.Error.WriteLineAsync("append FOLDER RUN WRITERS COUNT [--normal] | die FOLDER RUN WRITERS ACKS MILLISECONDS | hold FOLDER RELEASE | full MOUNTPOINT");
            return 2;
    }
}
catch (AoException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
