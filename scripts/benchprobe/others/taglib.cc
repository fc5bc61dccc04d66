// Reads what TagLib knows of every file named in a list, a path to a line, on
// as many threads as asked for: the tags it has a word for, all the others by
// name, and the properties of the sound.
//
//   taglib LIST THREADS
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <audioproperties.h>
#include <fileref.h>
#include <tag.h>
#include <tpropertymap.h>

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  std::vector<std::string> paths;
  std::ifstream list(argv[1]);
  for (std::string line; std::getline(list, line);) paths.push_back(line);

  std::atomic<size_t> next{0}, read{0}, sum{0};
  auto work = [&] {
    size_t files = 0, bytes = 0;
    for (size_t i; (i = next++) < paths.size();) {
      TagLib::FileRef f(paths[i].c_str());
      if (f.isNull()) continue;
      files++;
      if (TagLib::Tag *t = f.tag()) bytes += t->title().size() + t->artist().size() + t->album().size();
      if (TagLib::AudioProperties *p = f.audioProperties())
        bytes += p->lengthInMilliseconds() + p->bitrate() + p->sampleRate() + p->channels();
      for (const auto &property : f.file()->properties())
        bytes += property.first.size() + property.second.toString().size();
    }
    read += files;
    sum += bytes;  // so that no reading can be left out
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < std::atoi(argv[2]); i++) threads.emplace_back(work);
  for (auto &t : threads) t.join();
  std::printf("%zu of %zu files, %zu\n", read.load(), paths.size(), sum.load());
}
